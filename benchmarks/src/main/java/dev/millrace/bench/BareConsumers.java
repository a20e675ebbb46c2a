package dev.millrace.bench;

import java.util.Map;
import java.util.UUID;

/** Consumers of the raw limits. */
final class BareConsumers {

  private BareConsumers() {}

  /** A group of its own that begins at the beginning, and commits when it is told to. */
  static Map<String, Object> config(String kafka) {
    return Map.of(
        "bootstrap.servers",
        kafka,
        "group.id",
        "bench-raw-" + UUID.randomUUID(),
        "auto.offset.reset",
        "earliest",
        "enable.auto.commit",
        false,
        "max.poll.records",
        1_000);
  }
}
