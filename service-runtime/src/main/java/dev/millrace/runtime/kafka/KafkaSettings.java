package dev.millrace.runtime.kafka;

import dev.millrace.runtime.config.Settings;

/**
 * Where the brokers are.
 *
 * @param partitions of each topic that a service creates
 */
public record KafkaSettings(String bootstrapServers, int partitions) {

  public static KafkaSettings from(Settings settings) {
    return new KafkaSettings(
        settings.text("kafka.bootstrap-servers", "localhost:9092"),
        settings.number("kafka.partitions", 4, new Settings.Range(1, 10_000)));
  }
}
