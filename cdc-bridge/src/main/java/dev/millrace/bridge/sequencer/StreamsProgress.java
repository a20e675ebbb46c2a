package dev.millrace.bridge.sequencer;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.ThreadMetadata;

/**
 * Whether the stream threads get on: each goes round, and is in touch with the group's coordinator.
 * Kafka Streams calls itself running while a broker is away, and between a thread's deaths. Says
 * the same of a topology that has nothing to do.
 */
record StreamsProgress(KafkaStreams streams, ThreadDeaths deaths, Clock clock) {

  private static final Duration RECENTLY = Duration.ofSeconds(15);

  boolean isMade() {
    if (streams.state() != State.RUNNING || !deaths.areOvercome(clock.instant())) {
      return false;
    }
    Set<String> consumers =
        streams.metadataForLocalThreads().stream()
            .map(ThreadMetadata::consumerClientId)
            .collect(Collectors.toSet());
    return !consumers.isEmpty()
        && isRecent("last-poll-seconds-ago", consumers)
        // Heartbeats end with the coordinator that answers them, after the session's timeout.
        && isRecent("last-heartbeat-seconds-ago", consumers);
  }

  private boolean isRecent(String metric, Set<String> consumers) {
    Map<String, Double> seconds =
        streams.metrics().entrySet().stream()
            .filter(entry -> entry.getKey().name().equals(metric))
            .filter(entry -> consumers.contains(client(entry.getKey())))
            .collect(Collectors.toMap(entry -> client(entry.getKey()), StreamsProgress::value));
    return seconds.keySet().equals(consumers)
        && seconds.values().stream().allMatch(ago -> ago >= 0 && ago <= RECENTLY.toSeconds());
  }

  private static String client(MetricName name) {
    return name.tags().getOrDefault("client-id", "");
  }

  /** Negative if it has not happened yet. */
  private static double value(Map.Entry<MetricName, ? extends Metric> entry) {
    return entry.getValue().metricValue() instanceof Double value ? value : -1;
  }
}
