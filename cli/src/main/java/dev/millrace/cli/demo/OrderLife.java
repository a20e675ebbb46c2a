package dev.millrace.cli.demo;

import dev.millrace.cli.demo.CommandClient.Answer;
import dev.millrace.cli.demo.CommandClient.Command;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/**
 * Leads one order through a life, chosen at random: whole or cancelled on the way, with commands
 * that must be rejected, commands that are sent twice, and two clients that race. Checks every
 * answer.
 */
final class OrderLife implements Runnable {

  private static final String[] CURRENCIES = {"EUR", "USD", "JPY"};

  private final CommandClient client;
  private final DemoRecorder recorder;
  private final Random random;
  private final UUID customer;

  OrderLife(CommandClient client, DemoRecorder recorder, Random random, UUID customer) {
    this.client = client;
    this.recorder = recorder;
    this.random = random;
    this.customer = customer;
  }

  /**
   * Waits for a life's end.
   *
   * @throws IllegalStateException if its client had no answer for long
   */
  static void await(Future<?> life) {
    try {
      life.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a client gave up: " + e.getCause().getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  @Override
  public void run() {
    String order = create();
    if (chance(30)) {
      accepted(order, Command.put(order + "/items", "{\"items\":" + items() + "}"));
    }
    if (chance(15)) {
      expect(409, Command.post(order + "/ship", shipment()));
    }
    if (chance(15)) {
      cancel(order);
      return;
    }
    confirm(order);
    if (chance(10)) {
      cancel(order);
      return;
    }
    accepted(order, Command.post(order + "/ship", shipment()));
    if (chance(5)) {
      cancel(order);
      return;
    }
    accepted(order, Command.post(order + "/deliver", "{\"signature\":\"A. Reader\"}"));
    if (chance(10)) {
      expect(409, Command.post(order + "/cancel", cancellation()));
    }
  }

  private String create() {
    Command create =
        Command.post(
            "/orders",
            "{\"customerId\":\"%s\",\"currency\":\"%s\",\"items\":%s}"
                .formatted(customer, CURRENCIES[random.nextInt(CURRENCIES.length)], items()));
    Answer answer = client.send(create);
    check(answer, 201, create);
    recorder.accepted(answer.location(), answer);
    repeat(create, answer);
    return answer.location();
  }

  /** Confirms, sometimes from two clients at once, of whom exactly one may succeed. */
  private void confirm(String order) {
    if (!chance(20)) {
      accepted(order, Command.post(order + "/confirm", "{}"));
      return;
    }
    Command first = Command.post(order + "/confirm", "{}");
    Command second = Command.post(order + "/confirm", "{}");
    var racing = CompletableFuture.supplyAsync(() -> client.send(second), recorder.racers());
    Answer one = client.send(first);
    Answer other = racing.join();
    if (one.status() + other.status() != 200 + 409) {
      recorder.unexpected("race on " + order, one.status() + " and " + other.status());
    }
    recorder.accepted(order, one.status() == 200 ? one : other);
    recorder.rejected();
  }

  private void cancel(String order) {
    accepted(order, Command.post(order + "/cancel", cancellation()));
  }

  private void accepted(String order, Command command) {
    Answer answer = client.send(command);
    check(answer, 200, command);
    recorder.accepted(order, answer);
    repeat(command, answer);
  }

  /** Sends the same command again, sometimes: the answer must be the same. */
  private void repeat(Command command, Answer first) {
    if (!chance(10)) {
      return;
    }
    Answer again = client.send(command);
    recorder.repeated();
    if (again.status() != first.status() || !again.body().equals(first.body())) {
      recorder.unexpected("repeated " + command.path(), again.status() + " " + again.body());
    }
  }

  private void expect(int status, Command command) {
    check(client.send(command), status, command);
    recorder.rejected();
  }

  private void check(Answer answer, int status, Command command) {
    if (answer.status() != status) {
      recorder.unexpected(
          command.method() + " " + command.path(), answer.status() + " " + answer.body());
    }
  }

  private String items() {
    StringBuilder items = new StringBuilder();
    int lines = 1 + random.nextInt(4);
    for (int i = 0; i < lines; i++) {
      items
          .append(i == 0 ? "[" : ",")
          .append(
              "{\"productId\":\"product-%d\",\"quantity\":%d,\"unitPriceMinor\":%d}"
                  .formatted(i, 1 + random.nextInt(9), 100 + random.nextInt(10_000)));
    }
    return items.append(']').toString();
  }

  private String shipment() {
    return "{\"trackingNumber\":\"T-%d\",\"carrier\":\"post\"}"
        .formatted(random.nextInt(1_000_000));
  }

  private static String cancellation() {
    return "{\"reason\":{\"code\":\"CUSTOMER_REQUEST\",\"text\":\"changed my mind\"},\"cancelledBy\":\"customer\"}";
  }

  private boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }
}
