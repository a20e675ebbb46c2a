package dev.millrace.cli.doctor.check;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A connector's settings as they are deployed, and what those mean that are not set. */
public final class ConnectorSettings {

  static final String ROUTER = "io.debezium.transforms.outbox.EventRouter";

  private final Map<String, String> values;

  public ConnectorSettings(Map<String, String> values) {
    this.values = Collections.unmodifiableMap(new TreeMap<>(values));
  }

  Optional<String> find(String key) {
    return Optional.ofNullable(values.get(key)).map(String::strip).filter(v -> !v.isEmpty());
  }

  String text(String key, String fallback) {
    return find(key).orElse(fallback);
  }

  boolean flag(String key) {
    return text(key, "false").equalsIgnoreCase("true");
  }

  /** A duration in milliseconds; the fallback as well if it is no number. */
  Duration millis(String key, long fallback) {
    String value = text(key, "");
    return Duration.ofMillis(value.matches("\\d{1,12}") ? Long.parseLong(value) : fallback);
  }

  List<String> list(String key) {
    return Arrays.stream(text(key, "").split(",")).map(String::strip).toList();
  }

  /** Classes of the transforms, in their order. */
  List<String> transforms() {
    return list("transforms").stream().map(it -> text("transforms." + it + ".type", "?")).toList();
  }

  /** A setting of the outbox router. */
  Optional<String> ofRouter(String key) {
    return list("transforms").stream()
        .filter(it -> text("transforms." + it + ".type", "").equals(ROUTER))
        .findFirst()
        .flatMap(it -> find("transforms." + it + "." + key));
  }

  Duration window() {
    return millis("scylla.query.time.window.size", 30_000);
  }

  Duration confidence() {
    return millis("scylla.confidence.window.size", 30_000);
  }

  Duration heartbeat() {
    return millis("heartbeat.interval.ms", 30_000);
  }

  /** Where the connector says that it is alive. */
  public String heartbeatTopic() {
    return text("topic.heartbeat.prefix", "__debezium-heartbeat") + "." + text("topic.prefix", "");
  }
}
