package dev.millrace.bridge.sequencer;

import static org.apache.kafka.streams.StreamsConfig.consumerPrefix;
import static org.apache.kafka.streams.StreamsConfig.producerPrefix;

import dev.millrace.runtime.kafka.KafkaSettings;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/** How Kafka Streams is set: exactly once, soon, and back within seconds after a crash. */
final class SequencerConfig {

  /**
   * Names the group, the transactions and the changelog topics: changing it starts from nothing.
   */
  static final String APPLICATION_ID = "order-sequencer";

  /** A head takes about 200 bytes: so many as change within seconds, many times over. */
  private static final long HEADS_CACHE_BYTES = 32L << 20;

  /** Of a backlog. */
  private static final Duration BACKLOG_COMMIT_INTERVAL = Duration.ofMillis(200);

  private SequencerConfig() {}

  static Map<String, Object> of(SequencerSettings settings, KafkaSettings kafka) {
    Map<String, Object> config = new HashMap<>();
    config.put(StreamsConfig.APPLICATION_ID_CONFIG, APPLICATION_ID);
    config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers());
    config.put(StreamsConfig.STATE_DIR_CONFIG, settings.stateDirectory().toString());
    config.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
    // Without, Kafka Streams 4 warns at every start; there is no global store. Its constant is
    // deprecated already, since 5 will behave so by itself.
    config.put("processing.exception.handler.global.enabled", true);
    addSpeed(config, settings);
    addRecovery(config);
    return config;
  }

  private static void addSpeed(Map<String, Object> config, SequencerSettings settings) {
    long longest =
        Math.max(settings.commitInterval().toMillis(), BACKLOG_COMMIT_INTERVAL.toMillis());
    config.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, longest);
    config.put(StreamsConfig.POLL_MS_CONFIG, 5);
    // A task has one partition, and none to wait for: to find that out takes Kafka Streams several
    // formatted texts each time it looks.
    config.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, StreamsConfig.MAX_TASK_IDLE_MS_DISABLED);
    config.put(producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 0);
    // The first records of a transaction are refused while the last one is being completed, which
    // takes the broker milliseconds: waiting 100, as clients do, would be most of the latency.
    config.put(producerPrefix(ProducerConfig.RETRY_BACKOFF_MS_CONFIG), 5);
    // Only of the heads: one changelog record for all of an aggregate's events in a transaction.
    config.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, HEADS_CACHE_BYTES);
  }

  private static void addRecovery(Map<String, Object> config) {
    // How soon a new instance that has caught up with the state gets partitions to work on: the
    // shortest that Kafka Streams takes, ten minutes without.
    config.put(StreamsConfig.PROBING_REBALANCE_INTERVAL_MS_CONFIG, 60_000L);
    config.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    // Least that brokers allow by default: how long a killed instance keeps its partitions.
    config.put(consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), 6_000);
    config.put(consumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), 1_500);
    // How long its open transaction holds up who reads committed records.
    config.put(producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG), 10_000);
  }
}
