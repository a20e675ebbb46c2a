package dev.millrace.cli.connect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The REST interface of a Kafka Connect worker. Calls wait for a rebalance of the workers to end,
 * within a bound, since the interface refuses everything meanwhile.
 *
 * @see <a href="https://kafka.apache.org/documentation/#connect_rest">Kafka documentation</a>
 */
public final class ConnectWorker {

  /** A plugin's validation may connect to the database. */
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  private static final Duration REBALANCE = Duration.ofSeconds(60);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private final URI address;

  public ConnectWorker(URI address) {
    this.address = address;
  }

  /** A fault that validation found in a setting. */
  record Fault(String setting, String what) {}

  /** Classes of the connectors that the worker could run. */
  List<String> connectorClasses() {
    List<String> classes = new ArrayList<>();
    get("/connector-plugins").forEach(plugin -> classes.add(plugin.path("class").asText()));
    return classes;
  }

  /** What is wrong with the settings in the plugin's own opinion. */
  List<Fault> validate(Connector connector) {
    ObjectNode settings = json(connector.settings()).put("name", connector.name());
    JsonNode answer =
        call(
            "PUT",
            "/connector-plugins/" + encode(connector.connectorClass()) + "/config/validate",
            settings);
    List<Fault> faults = new ArrayList<>();
    for (JsonNode config : answer.path("configs")) {
      JsonNode value = config.path("value");
      value.path("errors").forEach(e -> faults.add(new Fault(text(value, "name"), e.asText())));
    }
    return faults;
  }

  /** Settings as deployed; empty if there is no such connector. */
  Optional<SortedMap<String, String>> settings(String name) {
    JsonNode answer = get(path(name) + "/config");
    if (answer.isMissingNode()) {
      return Optional.empty();
    }
    SortedMap<String, String> settings = new TreeMap<>();
    answer.properties().forEach(entry -> settings.put(entry.getKey(), entry.getValue().asText()));
    // The worker adds it.
    settings.remove("name");
    return Optional.of(settings);
  }

  /** Creates the connector or gives it these settings; returns before it runs. */
  void put(Connector connector) {
    call("PUT", path(connector.name()) + "/config", json(connector.settings()));
  }

  /** How connector and tasks are; empty if there is none, or none yet. */
  Optional<ConnectorStatus> status(String name) {
    JsonNode answer = get(path(name) + "/status");
    return answer.isMissingNode() ? Optional.empty() : Optional.of(ConnectorStatus.of(answer));
  }

  /** The newest positions of the connector in its source, as it wrote them itself. */
  JsonNode offsets(String name) {
    return get(path(name) + "/offsets").path("offsets");
  }

  /** Topics that the connector has written to. */
  List<String> topics(String name) {
    List<String> topics = new ArrayList<>();
    get(path(name) + "/topics").path(name).path("topics").forEach(t -> topics.add(t.asText()));
    return topics;
  }

  /** Restarts the connector and every task. */
  void restart(String name) {
    call("POST", path(name) + "/restart?includeTasks=true", null);
  }

  /** Removes it; its offsets stay, so that one of the same name goes on there. */
  boolean remove(String name) {
    return !call("DELETE", path(name), null).isMissingNode();
  }

  private JsonNode get(String path) {
    return call("GET", path, null);
  }

  /** The answer; missing if there is no such thing. */
  private JsonNode call(String method, String path, @Nullable JsonNode body) {
    var publisher =
        body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString());
    HttpRequest request =
        HttpRequest.newBuilder(address.resolve(path))
            .timeout(TIMEOUT)
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
    long deadline = System.nanoTime() + REBALANCE.toNanos();
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

  private static String path(String name) {
    return "/connectors/" + encode(name);
  }

  private static String encode(String segment) {
    return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static ObjectNode json(Map<String, String> settings) {
    ObjectNode json = JSON.createObjectNode();
    settings.forEach(json::put);
    return json;
  }

  private static String text(JsonNode node, String field) {
    return node.path(field).asText();
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
