package dev.millrace.command.express;

import dev.millrace.runtime.config.Settings;
import dev.millrace.runtime.kafka.KafkaSettings;

/**
 * The express lane.
 *
 * @param enabled without it events come through change data capture alone, later
 * @param bufferMebibytes memory for records that Kafka has not taken yet; more are not sent
 * @param bootstrapServers of Kafka, as {@code host:port}, commas
 */
public record ExpressSettings(boolean enabled, int bufferMebibytes, String bootstrapServers) {

  /** Reads the keys {@code express.*} and {@code kafka.bootstrap-servers}. */
  public static ExpressSettings from(Settings settings) {
    return new ExpressSettings(
        settings.flag("express.enabled", true),
        settings.number("express.buffer-mebibytes", 16, new Settings.Range(1, 1_024)),
        KafkaSettings.bootstrapServers(settings));
  }
}
