package dev.millrace.cli.connect;

import com.datastax.oss.driver.api.core.uuid.Uuids;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** How far a connector has come in the log. */
final class ReadUpTo {

  private ReadUpTo() {}

  /**
   * How long ago the newest window began that it has read a part of.
   *
   * @param offsets as {@code GET /connectors/NAME/offsets} has them
   * @return empty if none says
   */
  static Optional<Duration> ago(JsonNode offsets, Instant now) {
    return StreamSupport.stream(offsets.spliterator(), false)
        .map(entry -> entry.path("offset").path("window_start").asText())
        .filter(start -> !start.isEmpty())
        .map(start -> Instant.ofEpochMilli(Uuids.unixTimestamp(UUID.fromString(start))))
        .max(Instant::compareTo)
        .map(newest -> Duration.between(newest, now));
  }
}
