package dev.millrace.projection;

import dev.millrace.projection.manage.StreamsSettings;
import dev.millrace.projection.query.QuerySettings;
import dev.millrace.runtime.config.Settings;
import dev.millrace.runtime.http.HttpSettings;
import dev.millrace.runtime.kafka.KafkaSettings;
import dev.millrace.runtime.scylla.ScyllaSettings;

/** The settings of projection-streams; the module's README lists the keys. */
public record ProjectionSettings(
    HttpSettings http,
    ScyllaSettings scylla,
    KafkaSettings kafka,
    StreamsSettings streams,
    QuerySettings query) {

  private static final int HTTP_PORT = 8082;

  public static ProjectionSettings from(Settings settings) {
    return new ProjectionSettings(
        HttpSettings.from(settings, HTTP_PORT),
        ScyllaSettings.from(settings),
        KafkaSettings.from(settings),
        StreamsSettings.from(settings),
        QuerySettings.from(settings));
  }
}
