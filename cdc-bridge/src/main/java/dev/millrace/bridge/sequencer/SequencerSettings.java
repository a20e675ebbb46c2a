package dev.millrace.bridge.sequencer;

import dev.millrace.contract.Topics;
import dev.millrace.runtime.config.Settings;
import dev.millrace.runtime.config.SettingsException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How the sequencer runs.
 *
 * @param commitInterval how long an event that has just come waits for the end of its transaction,
 *     at most; a backlog is committed less often
 * @param topics the only ones that events may be published to
 * @param stateDirectory a copy of what Kafka keeps: losing it costs time, nothing else
 * @param gapGrace how long an aggregate waits for an event before the event store is asked for it.
 *     Less than capture takes is allowed: it costs reads of events that would have come
 * @param stateMebibytes of memory for the state stores
 */
public record SequencerSettings(
    Duration commitInterval,
    Set<String> topics,
    Path stateDirectory,
    Duration gapGrace,
    int stateMebibytes) {

  public SequencerSettings {
    topics = Set.copyOf(topics);
  }

  /** Reads the keys {@code sequencer.*}. */
  public static SequencerSettings from(Settings settings) {
    return new SequencerSettings(
        settings.duration("sequencer.commit-interval", Duration.ofMillis(20)),
        topics(settings.text("sequencer.topics", Topics.ORDER_EVENTS.name())),
        Path.of(
            settings.text(
                "sequencer.state-dir",
                Path.of(System.getProperty("java.io.tmpdir"), "millrace", "cdc-bridge")
                    .toString())),
        settings.duration("sequencer.gap-grace", Duration.ofSeconds(2)),
        settings.number("sequencer.state-mebibytes", 64, new Settings.Range(1, 65_536)));
  }

  private static Set<String> topics(String text) {
    Set<String> topics =
        Arrays.stream(text.split(",", -1)).map(String::strip).collect(Collectors.toSet());
    if (topics.contains("")) {
      throw new SettingsException(
          "sequencer.topics must be topic names, several separated by commas, got \"" + text + '"');
    }
    return topics;
  }
}
