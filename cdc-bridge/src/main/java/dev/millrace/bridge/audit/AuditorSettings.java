package dev.millrace.bridge.audit;

import dev.millrace.runtime.config.Settings;
import dev.millrace.runtime.config.Settings.Range;
import java.time.Duration;

/**
 * How thoroughly to audit.
 *
 * @param rate aggregates per second, at most
 * @param period least time between the starts of two walks
 */
public record AuditorSettings(int rate, Duration period) {

  private static final int FASTEST = 1_000_000;

  /** Reads the keys {@code auditor.*}. */
  public static AuditorSettings from(Settings settings) {
    return new AuditorSettings(
        settings.number("auditor.rate", 1_000, new Range(1, FASTEST)),
        settings.duration("auditor.period", Duration.ofMinutes(10)));
  }
}
