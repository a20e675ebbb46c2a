package dev.millrace.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Sends commands, on one thread and one connection a slot: on cores that client, service and
 * database share, an asynchronous client with its changes of thread took more of them than the
 * service that it was to measure.
 */
final class BlockingHttp {

  private static final int TIMEOUT_MILLIS = 60_000;

  static {
    // Connections kept for the next request; read once, when the JVM opens its first one.
    System.setProperty("http.maxConnections", "10000");
  }

  private final URI service;
  private final List<Executor> threads;

  BlockingHttp(URI service, int slots) {
    this.service = service;
    this.threads =
        Stream.<Executor>generate(() -> Executors.newSingleThreadExecutor(BlockingHttp::daemon))
            .limit(slots)
            .toList();
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "http-client");
    thread.setDaemon(true);
    return thread;
  }

  /** A command to send; a query, with {@code GET} and no JSON. */
  record Command(String method, String path, String json) {}

  /**
   * What came back.
   *
   * @param location of what was made, if anything was
   */
  record Answer(int status, @Nullable String location, String body) {}

  /** Sends a command with a key of its own. */
  CompletionStage<Answer> send(int slot, Command command) {
    return CompletableFuture.supplyAsync(() -> send(command), threads.get(slot));
  }

  private Answer send(Command command) {
    try {
      return answer(request(command));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private HttpURLConnection request(Command command) throws IOException {
    var connection = (HttpURLConnection) service.resolve(command.path()).toURL().openConnection();
    connection.setRequestMethod(command.method());
    connection.setReadTimeout(TIMEOUT_MILLIS);
    if (command.method().equals("GET")) {
      return connection;
    }
    connection.setRequestProperty("Content-Type", "application/json");
    connection.setRequestProperty("Idempotency-Key", UUID.randomUUID().toString());
    connection.setDoOutput(true);
    byte[] body = command.json().getBytes(StandardCharsets.UTF_8);
    connection.setFixedLengthStreamingMode(body.length);
    try (OutputStream out = connection.getOutputStream()) {
      out.write(body);
    }
    return connection;
  }

  // The answer is read to its end, or its connection could not be used again.
  private static Answer answer(HttpURLConnection connection) throws IOException {
    int status = connection.getResponseCode();
    InputStream body = status < 400 ? connection.getInputStream() : connection.getErrorStream();
    byte[] bytes = body == null ? new byte[0] : body.readAllBytes();
    return new Answer(
        status, connection.getHeaderField("Location"), new String(bytes, StandardCharsets.UTF_8));
  }
}
