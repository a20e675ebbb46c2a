package dev.millrace.cli.connect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The REST interface of a Kafka Connect worker.
 *
 * @see <a href="https://kafka.apache.org/documentation/#connect_rest">Kafka documentation</a>
 */
public final class ConnectWorker {

  /** A plugin's validation may connect to the database. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final ConnectRest rest;

  public ConnectWorker(URI address) {
    this(address, PATIENCE);
  }

  /**
   * A worker that is asked with less patience.
   *
   * @param patience with one answer
   */
  public ConnectWorker(URI address, Duration patience) {
    rest = new ConnectRest(address, patience);
  }

  /** The version of Kafka Connect that answers. */
  public String version() {
    return rest.get("/").path("version").asText("?");
  }

  /** Classes of the connectors that the worker could run. */
  public List<String> connectorClasses() {
    List<String> classes = new ArrayList<>();
    rest.get("/connector-plugins").forEach(plugin -> classes.add(plugin.path("class").asText()));
    return classes;
  }

  /** What plugin and worker think of the settings. */
  public Validation validate(Connector connector) {
    ObjectNode settings = json(connector.settings()).put("name", connector.name());
    JsonNode answer =
        rest.call(
            "PUT",
            "/connector-plugins/" + encode(connector.connectorClass()) + "/config/validate",
            settings);
    return Validation.of(connector, answer);
  }

  /** Settings as deployed, references to secrets as such; empty if there is no such connector. */
  public Optional<SortedMap<String, String>> settings(String name) {
    JsonNode answer = rest.get(path(name) + "/config");
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
    rest.call("PUT", path(connector.name()) + "/config", json(connector.settings()));
  }

  /** How connector and tasks are; empty if there is none, or none yet. */
  public Optional<ConnectorStatus> status(String name) {
    JsonNode answer = rest.get(path(name) + "/status");
    return answer.isMissingNode() ? Optional.empty() : Optional.of(ConnectorStatus.of(answer));
  }

  /** The newest positions of the connector in its source, as it wrote them itself. */
  public JsonNode offsets(String name) {
    return rest.get(path(name) + "/offsets").path("offsets");
  }

  /** Topics that the connector has written to since it was created. */
  public List<String> topics(String name) {
    List<String> topics = new ArrayList<>();
    rest.get(path(name) + "/topics")
        .path(name)
        .path("topics")
        .forEach(topic -> topics.add(topic.asText()));
    return topics;
  }

  /** Restarts the connector and every task. */
  void restart(String name) {
    rest.call("POST", path(name) + "/restart?includeTasks=true", null);
  }

  /** Removes it; its offsets stay, so that one of the same name goes on there. */
  boolean remove(String name) {
    return !rest.call("DELETE", path(name), null).isMissingNode();
  }

  private static String path(String name) {
    return "/connectors/" + encode(name);
  }

  private static String encode(String segment) {
    return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static ObjectNode json(Map<String, String> settings) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    settings.forEach(json::put);
    return json;
  }
}
