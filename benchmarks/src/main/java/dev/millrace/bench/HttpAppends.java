package dev.millrace.bench;

import static java.util.Objects.requireNonNull;

import dev.millrace.contract.ContractJson;
import java.net.URI;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** The command service, in a process of its own, over HTTP. */
final class HttpAppends implements ClosedLoop.Operation {

  private final BlockingHttp http;
  private final OrderLives lives;
  private Consumer<OrderLives.Step> onAnswer = step -> {};

  HttpAppends(URI service, int slots) {
    this.http = new BlockingHttp(service, slots);
    this.lives = new OrderLives(slots);
  }

  /** Calls back with every step that was acknowledged, in the moment of its answer. */
  void onAnswer(Consumer<OrderLives.Step> acknowledged) {
    onAnswer = acknowledged;
  }

  @Override
  public CompletionStage<?> next(int slot) {
    OrderLives.Step step = lives.next(slot);
    return http.send(slot, command(step)).thenAccept(answer -> answered(slot, step, answer));
  }

  static BlockingHttp.Command command(OrderLives.Step step) {
    String json = ContractJson.write(step.command());
    return step.opens()
        ? new BlockingHttp.Command("POST", "/orders", json)
        : new BlockingHttp.Command("PUT", "/orders/" + step.orderId() + "/items", json);
  }

  private void answered(int slot, OrderLives.Step step, BlockingHttp.Answer answer) {
    if (answer.status() / 100 != 2) {
      throw new IllegalStateException(answer.status() + " " + answer.body());
    }
    onAnswer.accept(step.opens() ? opened(slot, step, answer) : step);
  }

  private OrderLives.Step opened(int slot, OrderLives.Step step, BlockingHttp.Answer answer) {
    String location = requireNonNull(answer.location(), "Location");
    UUID orderId = UUID.fromString(location.substring(location.lastIndexOf('/') + 1));
    lives.rename(slot, orderId);
    return new OrderLives.Step(orderId, step.sequence(), step.command());
  }
}
