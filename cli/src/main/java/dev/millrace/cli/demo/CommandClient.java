package dev.millrace.cli.demo;

import dev.millrace.cli.pipeline.Endpoints;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Sends commands as any client would: an idempotency key each, and a retry on 503. */
public final class CommandClient {

  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final Supplier<Endpoints> endpoints;

  /**
   * A client.
   *
   * @param endpoints asked before every request, since a restarted service has another address
   */
  public CommandClient(Supplier<Endpoints> endpoints) {
    this.endpoints = endpoints;
  }

  /**
   * A command to send.
   *
   * @param key its idempotency key
   */
  public record Command(String method, String path, String body, UUID key) {

    static Command post(String path, String body) {
      return new Command("POST", path, body, UUID.randomUUID());
    }

    static Command put(String path, String body) {
      return new Command("PUT", path, body, UUID.randomUUID());
    }
  }

  /**
   * An answer.
   *
   * @param answeredAt {@link System#nanoTime} when it was there
   */
  public record Answer(int status, String body, String etag, String location, long answeredAt) {

    /** The version in the ETag; 0 without one. */
    public long version() {
      return etag.isEmpty() ? 0 : Long.parseLong(etag.replace("\"", ""));
    }
  }

  /**
   * Sends the command until it has an answer other than 503.
   *
   * @throws IllegalStateException if there is none for long
   */
  public Answer send(Command command) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        Answer answer = answer(http.send(request(command), BodyHandlers.ofString()));
        if (answer.status() != 503) {
          return answer;
        }
      } catch (IOException e) {
        // Nobody knows whether it arrived; the idempotency key makes repeating it safe.
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted", e);
      }
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("no answer to " + command.method() + " " + command.path());
      }
      pause();
    }
  }

  /**
   * Waits until the order's read model has a version; completes with the time at which it had, or
   * fails if it has not for long. Asks again when the query API is away.
   */
  CompletableFuture<Long> awaitView(String path, long version) {
    return awaitView(path, version, System.nanoTime() + PATIENCE.toNanos());
  }

  private CompletableFuture<Long> awaitView(String path, long version, long deadline) {
    URI uri =
        endpoints.get().queries().resolve(path + "?minVersion=" + version + "&waitMillis=10000");
    return http.sendAsync(
            HttpRequest.newBuilder(uri).timeout(TIMEOUT).build(), BodyHandlers.ofString())
        .handle((response, error) -> error == null ? response.statusCode() : 503)
        .thenCompose(status -> viewed(status, path, version, deadline));
  }

  private CompletableFuture<Long> viewed(int status, String path, long version, long deadline) {
    long now = System.nanoTime();
    if (status == 200) {
      return CompletableFuture.completedFuture(now);
    }
    if (now > deadline) {
      return CompletableFuture.failedFuture(new IllegalStateException("status " + status));
    }
    return CompletableFuture.completedFuture(status)
        .thenComposeAsync(
            again -> awaitView(path, version, deadline),
            CompletableFuture.delayedExecutor(200, TimeUnit.MILLISECONDS));
  }

  private HttpRequest request(Command command) {
    return HttpRequest.newBuilder(endpoints.get().commands().resolve(command.path()))
        .timeout(TIMEOUT)
        .header("Content-Type", "application/json")
        .header("Idempotency-Key", command.key().toString())
        .method(command.method(), BodyPublishers.ofString(command.body()))
        .build();
  }

  private static Answer answer(HttpResponse<String> response) {
    return new Answer(
        response.statusCode(),
        response.body(),
        response.headers().firstValue("ETag").orElse(""),
        response.headers().firstValue("Location").orElse(""),
        System.nanoTime());
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(200);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
