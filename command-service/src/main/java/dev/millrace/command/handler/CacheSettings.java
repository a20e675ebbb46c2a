package dev.millrace.command.handler;

import dev.millrace.runtime.config.Settings;
import dev.millrace.runtime.config.Settings.Range;
import java.time.Duration;

/**
 * How many aggregates stay in memory.
 *
 * @param maxBytes about how much memory they may take; 0 keeps none
 * @param expireAfter how long one stays that nobody asks for
 */
public record CacheSettings(long maxBytes, Duration expireAfter) {

  public static CacheSettings from(Settings settings) {
    int mebibytes = settings.number("cache.max-mebibytes", 64, new Range(0, 65_536));
    return new CacheSettings(
        mebibytes * 1024L * 1024L, settings.duration("cache.expire-after", Duration.ofMinutes(10)));
  }
}
