package dev.millrace.bench;

import dev.millrace.command.handler.CommandHandler;
import dev.millrace.command.handler.CommandOutcome;
import dev.millrace.command.handler.CommandRequest;
import dev.millrace.contract.EventMetadata;
import dev.millrace.order.domain.Order;
import dev.millrace.order.domain.OrderCommand;
import dev.millrace.order.domain.OrderEvent;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/** The command handler, in process. */
final class HandlerAppends implements ClosedLoop.Operation {

  private final CommandHandler<OrderCommand, Order, OrderEvent> handler;
  private final OrderLives lives;

  HandlerAppends(CommandHandler<OrderCommand, Order, OrderEvent> handler, int slots) {
    this.handler = handler;
    this.lives = new OrderLives(slots);
  }

  @Override
  public CompletionStage<?> next(int slot) {
    OrderLives.Step step = lives.next(slot);
    return handler
        .handle(request(step.orderId(), step.command()))
        .thenAccept(HandlerAppends::check);
  }

  static CommandRequest<OrderCommand> request(UUID orderId, OrderCommand command) {
    return new CommandRequest<>(
        orderId,
        command,
        "update-items",
        "f".repeat(64),
        OptionalLong.empty(),
        new EventMetadata("benchmark", UUID.randomUUID(), null, null, Map.of()));
  }

  static void check(CommandOutcome<Order> outcome) {
    if (!(outcome instanceof CommandOutcome.Accepted)) {
      throw new IllegalStateException("not accepted: " + outcome);
    }
  }
}
