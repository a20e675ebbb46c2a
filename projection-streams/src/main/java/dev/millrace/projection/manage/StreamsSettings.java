package dev.millrace.projection.manage;

import dev.millrace.projection.sink.SinkBarrier;
import dev.millrace.runtime.config.Settings;
import dev.millrace.runtime.config.Settings.Range;
import dev.millrace.runtime.config.SettingsException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * How the projections run.
 *
 * @param commitInterval how long an event that has just come waits until offsets, state and outputs
 *     are committed, at most; a backlog is committed less often
 * @param stateDirectory of the local state, which is a cache of its topics
 * @param threads of each projection
 * @param transactionTimeout after which the broker gives up the transaction of a dead instance
 * @param sessionTimeout after which the broker gives the partitions of a dead instance to another
 * @param standbyReplicas copies of the state that other instances keep up to date: with one, who
 *     takes a dead instance's partitions over need not read its state first
 * @param sinkLimits of what a build takes of the database
 * @param stateMebibytes of memory for the state stores of all projections together
 */
public record StreamsSettings(
    Duration commitInterval,
    Path stateDirectory,
    int threads,
    Duration transactionTimeout,
    Duration sessionTimeout,
    int standbyReplicas,
    SinkBarrier.Limits sinkLimits,
    int stateMebibytes) {

  private static final Duration SHORTEST_TIMEOUT = Duration.ofSeconds(1);
  private static final Duration LONGEST_TIMEOUT = Duration.ofHours(1);

  public StreamsSettings {
    requireTimeout("streams.transaction-timeout", transactionTimeout);
    requireTimeout("streams.session-timeout", sessionTimeout);
  }

  public static StreamsSettings from(Settings settings) {
    return new StreamsSettings(
        settings.duration("streams.commit-interval", Duration.ofMillis(100)),
        Path.of(settings.text("streams.state-dir", "state/projection-streams")),
        settings.number("streams.threads", 1, new Range(1, 64)),
        settings.duration("streams.transaction-timeout", Duration.ofSeconds(10)),
        settings.duration("streams.session-timeout", Duration.ofSeconds(6)),
        settings.number("streams.standby-replicas", 0, new Range(0, 10)),
        new SinkBarrier.Limits(
            settings.number("sink.max-in-flight", 256, new Range(1, 10_000)),
            settings.number("sink.rebuild-percent", 50, new Range(1, 100))),
        settings.number("streams.state-mebibytes", 64, new Range(1, 65_536)));
  }

  private static void requireTimeout(String key, Duration timeout) {
    if (timeout.compareTo(SHORTEST_TIMEOUT) < 0 || timeout.compareTo(LONGEST_TIMEOUT) > 0) {
      throw new SettingsException(key + " must be 1s..1h, got " + timeout);
    }
  }
}
