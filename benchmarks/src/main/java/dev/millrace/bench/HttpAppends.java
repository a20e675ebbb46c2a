package dev.millrace.bench;

import dev.millrace.contract.ContractJson;
import dev.millrace.order.domain.OrderCommand;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The command service, in a process of its own, over HTTP. */
final class HttpAppends implements ClosedLoop.Operation {

  // One thread: a pool would take more of the cores that are measured than the work itself.
  private final ExecutorService thread = Executors.newSingleThreadExecutor(HttpAppends::daemon);
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).executor(thread).build();
  private final URI service;
  private final OrderLives lives;

  HttpAppends(URI service, int slots) {
    this.service = service;
    this.lives = new OrderLives(slots);
  }

  @Override
  public CompletionStage<?> next(int slot) {
    OrderLives.Step step = lives.next(slot);
    return http.sendAsync(request(step), BodyHandlers.ofString())
        .thenAccept(response -> answered(slot, step, response));
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "http-client");
    thread.setDaemon(true);
    return thread;
  }

  private HttpRequest request(OrderLives.Step step) {
    OrderCommand command = step.command();
    String path = step.opens() ? "/orders" : "/orders/" + step.orderId() + "/items";
    return HttpRequest.newBuilder(service.resolve(path))
        .timeout(Duration.ofSeconds(30))
        .header("Content-Type", "application/json")
        .header("Idempotency-Key", UUID.randomUUID().toString())
        .method(step.opens() ? "POST" : "PUT", BodyPublishers.ofString(ContractJson.write(command)))
        .build();
  }

  private void answered(int slot, OrderLives.Step step, HttpResponse<String> response) {
    if (response.statusCode() / 100 != 2) {
      throw new IllegalStateException(response.statusCode() + " " + response.body());
    }
    if (step.opens()) {
      String location = response.headers().firstValue("Location").orElseThrow();
      lives.rename(slot, UUID.fromString(location.substring(location.lastIndexOf('/') + 1)));
    }
  }
}
