package dev.millrace.cli.doctor.check;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A topic as Kafka has it.
 *
 * @param config its settings, the defaults of the brokers included
 */
public record TopicFacts(String name, List<Partition> partitions, Map<String, String> config) {

  /** A partition and how many brokers have it. */
  public record Partition(boolean hasLeader, int replicas, int inSync) {}

  /** Null if this Kafka does not say. */
  @Nullable String text(String key) {
    return config.get(key);
  }

  /** Null if this Kafka does not say. */
  @Nullable Long number(String key) {
    String value = config.get(key);
    return value == null || !value.matches("-?\\d{1,19}") ? null : Long.valueOf(value);
  }

  int replicas() {
    return partitions.stream().mapToInt(Partition::replicas).min().orElse(0);
  }
}
