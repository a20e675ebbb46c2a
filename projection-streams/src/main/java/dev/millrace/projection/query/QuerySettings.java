package dev.millrace.projection.query;

import dev.millrace.runtime.config.Settings;
import java.time.Duration;

/**
 * Bounds of the query API.
 *
 * @param defaultWait how long a query for a minimum version waits if it does not say
 * @param maxWait how long it waits at most, whatever it says
 */
public record QuerySettings(Duration defaultWait, Duration maxWait) {

  public static QuerySettings from(Settings settings) {
    return new QuerySettings(
        settings.duration("query.default-wait", Duration.ofSeconds(1)),
        settings.duration("query.max-wait", Duration.ofSeconds(10)));
  }
}
