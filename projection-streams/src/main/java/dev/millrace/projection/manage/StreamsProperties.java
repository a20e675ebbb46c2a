package dev.millrace.projection.manage;

import dev.millrace.projection.Build;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.StreamsConfig;

/** The Kafka Streams configuration of a projection. */
public final class StreamsProperties {

  /** Looks at the clock so often while nothing comes: what a commit may be late by. */
  private static final int POLLS_PER_COMMIT = 4;

  private static final long SHORTEST_POLL = 1;

  /** Operators wait for what looks at the clock. */
  private static final long LONGEST_POLL = 100;

  /**
   * Less than one request a record. Readers wait for the commit, which sends what is left at once.
   */
  private static final int LINGER_MILLIS = 10;

  /** A commit waits for rows and broker, and costs as much as hundreds of events. */
  private static final long BACKLOG_COMMIT_MILLIS = 500;

  private static final long RETRY_BACKOFF_MILLIS = 5;

  private static final int HEARTBEATS_PER_SESSION = 4;

  /** The shortest that Kafka Streams takes; ten minutes without. */
  private static final long PROBING_MILLIS = 60_000;

  /**
   * What a build can write and its own topics take. A record that it parks is larger there than in
   * its source, which takes a mebibyte by default: as JSON, whose text of bytes is a third longer,
   * or with headers that say why.
   */
  static final int LARGEST_RECORD_BYTES = 16 << 20;

  private StreamsProperties() {}

  /** The configuration of the application of a build. */
  public static Properties of(Build build, String bootstrapServers, StreamsSettings settings) {
    var properties = new Properties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, build.applicationId());
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    properties.put(StreamsConfig.STATE_DIR_CONFIG, settings.stateDirectory().toString());
    properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, settings.threads());
    properties.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, settings.standbyReplicas());
    // As many replicas as the broker gives by default.
    properties.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, -1);
    // A generated name changes with the topology, and with it the state would be lost.
    properties.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
    // Events and those of a backfill need not come in the order of their times: the fold has its
    // own. Waiting for it takes Kafka Streams several formatted texts a record.
    properties.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, StreamsConfig.MAX_TASK_IDLE_MS_DISABLED);
    // Without, Kafka Streams 4 warns at every start; there is no global store. Its constant is
    // deprecated already, since 5 will behave so by itself.
    properties.put("processing.exception.handler.global.enabled", true);
    properties.put(
        StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), LARGEST_RECORD_BYTES);
    properties.put(
        StreamsConfig.topicPrefix(TopicConfig.MAX_MESSAGE_BYTES_CONFIG), LARGEST_RECORD_BYTES);
    addLatency(properties, settings);
    addRecovery(properties, settings);
    return properties;
  }

  /** What has just come asks for its commits itself, and rebuilds do not. */
  private static void addLatency(Properties properties, StreamsSettings settings) {
    long longest = Math.max(settings.commitInterval().toMillis(), BACKLOG_COMMIT_MILLIS);
    properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, longest);
    long poll = settings.commitInterval().toMillis() / POLLS_PER_COMMIT;
    properties.put(
        StreamsConfig.POLL_MS_CONFIG, Math.max(SHORTEST_POLL, Math.min(LONGEST_POLL, poll)));
    properties.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), LINGER_MILLIS);
    // The first records of a transaction are refused while the last one is being completed, which
    // takes the broker milliseconds; 100, as clients do, would hold up the thread at its commit.
    properties.put(
        StreamsConfig.producerPrefix(ProducerConfig.RETRY_BACKOFF_MS_CONFIG), RETRY_BACKOFF_MILLIS);
  }

  private static void addRecovery(Properties properties, StreamsSettings settings) {
    // How soon a new instance that has caught up with the state gets partitions to work on.
    properties.put(StreamsConfig.PROBING_REBALANCE_INTERVAL_MS_CONFIG, PROBING_MILLIS);
    properties.put(
        StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG),
        Math.toIntExact(settings.transactionTimeout().toMillis()));
    properties.put(
        StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG),
        Math.toIntExact(settings.sessionTimeout().toMillis()));
    properties.put(
        StreamsConfig.consumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG),
        Math.toIntExact(settings.sessionTimeout().toMillis() / HEARTBEATS_PER_SESSION));
  }
}
