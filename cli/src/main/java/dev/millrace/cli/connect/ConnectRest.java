package dev.millrace.cli.connect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * JSON over HTTP with a Kafka Connect worker. Calls wait for a rebalance of the workers to end,
 * within a bound, since the interface refuses everything meanwhile.
 */
final class ConnectRest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private final URI address;
  private final Duration patience;

  /**
   * An interface.
   *
   * @param patience with one answer, and again with a rebalance
   */
  ConnectRest(URI address, Duration patience) {
    this.address = address;
    this.patience = patience;
  }

  JsonNode get(String path) {
    return call("GET", path, null);
  }

  /** The answer; missing if there is no such thing. */
  JsonNode call(String method, String path, @Nullable JsonNode body) {
    var publisher =
        body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString());
    HttpRequest request =
        HttpRequest.newBuilder(address.resolve(path))
            .timeout(patience)
            .header("Content-Type", "application/json")
            .method(method, publisher)
            .build();
    HttpResponse<String> response = sendOutsideRebalance(request);
    if (response.statusCode() == 404 && !path.contains("/validate")) {
      return MissingNode.getInstance();
    }
    if (response.statusCode() >= 300) {
      throw new ConnectWorkerException(
          "the worker at %s answered %s %s with %d: %s"
              .formatted(address, method, path, response.statusCode(), message(response.body())));
    }
    return response.body().isEmpty() ? JSON.createObjectNode() : parse(response.body());
  }

  private HttpResponse<String> sendOutsideRebalance(HttpRequest request) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (true) {
      HttpResponse<String> response = send(request);
      // Conflict: a rebalance is under way. Unavailable: the worker has just started.
      boolean soon = response.statusCode() == 409 || response.statusCode() == 503;
      if (!soon || System.nanoTime() > deadline) {
        return response;
      }
      Pause.shortly();
    }
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new ConnectWorkerException("no Connect worker answers at " + address + ": " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ConnectWorkerException("interrupted", e);
    }
  }

  private static String message(String body) {
    try {
      return JSON.readTree(body).path("message").asText(body);
    } catch (JsonProcessingException e) {
      return body;
    }
  }

  private JsonNode parse(String body) {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException e) {
      throw new ConnectWorkerException("what answers at " + address + " is no Connect worker", e);
    }
  }
}
