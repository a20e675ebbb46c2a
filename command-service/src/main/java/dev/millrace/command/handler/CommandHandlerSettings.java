package dev.millrace.command.handler;

import dev.millrace.runtime.config.Settings;
import dev.millrace.runtime.retry.Backoff;
import java.time.Duration;

/**
 * How commands are carried out.
 *
 * @param maxAttempts appends before a command gives up against others for the same aggregate
 * @param backoff between them
 */
public record CommandHandlerSettings(
    int maxAttempts,
    Backoff backoff,
    AppendLimits limits,
    SnapshotSettings snapshots,
    CacheSettings cache) {

  public static CommandHandlerSettings from(Settings settings) {
    return new CommandHandlerSettings(
        settings.number("command.max-attempts", 10, new Settings.Range(1, 100)),
        new Backoff(
            settings.duration("command.backoff-base", Duration.ofMillis(10)),
            settings.duration("command.backoff-cap", Duration.ofMillis(500))),
        AppendLimits.from(settings),
        SnapshotSettings.from(settings),
        CacheSettings.from(settings));
  }
}
