package dev.millrace.bench;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.millrace.command.store.Append;
import dev.millrace.command.store.CommandRecord;
import dev.millrace.command.store.EventStoreSettings;
import dev.millrace.command.store.EventStoreStatements;
import dev.millrace.contract.EncodedEvent.AggregateId;
import dev.millrace.contract.EventEnvelope;
import dev.millrace.contract.EventMetadata;
import dev.millrace.contract.OrderEvents;
import dev.millrace.order.domain.OrderDecider;
import dev.millrace.order.domain.OrderEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/**
 * The raw limit: the driver executing the same conditional batches, with no handler, no fold and no
 * rule around them.
 */
final class RawAppends implements ClosedLoop.Operation {

  private final CqlSession session;
  private final EventStoreStatements statements;
  private final OrderLives lives;

  RawAppends(CqlSession session, EventStoreSettings settings, int slots) {
    this.session = session;
    this.statements = new EventStoreStatements(session, settings);
    this.lives = new OrderLives(slots);
  }

  @Override
  public CompletionStage<?> next(int slot) {
    return session
        .executeAsync(statements.append(append(lives.next(slot))))
        .thenAccept(
            result -> {
              if (!result.wasApplied()) {
                throw new IllegalStateException("an append without a rival was refused");
              }
            });
  }

  private static Append append(OrderLives.Step step) {
    UUID commandId = UUID.randomUUID();
    var event =
        new EventEnvelope<>(
            UUID.randomUUID(),
            new AggregateId("order", step.orderId()),
            step.sequence(),
            Instant.ofEpochMilli(System.currentTimeMillis()),
            new EventMetadata("benchmark", commandId, null, null, Map.of()),
            event(step));
    var command =
        new CommandRecord(
            commandId, "update-items", "f".repeat(64), step.sequence(), step.sequence());
    var entry = new Append.Entry(OrderEvents.TYPES.encode(event), OrderEvents.TYPES.topic());
    return new Append(step.orderId(), command, List.of(entry));
  }

  // The rules would say the same every time, so the raw loop need not ask them about a state.
  private static OrderEvent event(OrderLives.Step step) {
    var decider = new OrderDecider();
    if (step.command() instanceof dev.millrace.order.domain.OrderCommand.UpdateItems update) {
      return new OrderEvent.ItemsUpdated(update.items(), 27_270);
    }
    var decision = decider.decide(decider.initial(), step.command());
    return ((dev.millrace.aggregate.Decision.Accepted<OrderEvent>) decision).events().get(0);
  }
}
