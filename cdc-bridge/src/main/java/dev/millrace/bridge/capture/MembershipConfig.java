package dev.millrace.bridge.capture;

import com.scylladb.cdc.model.TableName;
import dev.millrace.runtime.kafka.KafkaSettings;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;

/** How an instance is a member of the group that shares the tasks. */
final class MembershipConfig {

  /** How long a killed instance keeps its tasks; the least that brokers allow by default. */
  static final Duration SESSION_TIMEOUT = Duration.ofSeconds(6);

  // By heartbeats members learn of a rebalance: a handover takes about one.
  private static final int HEARTBEAT_MILLIS = 500;

  /** Longer than the orderly stop of tasks that a rebalance waits for. */
  private static final int MAX_POLL_INTERVAL_MILLIS = 45_000;

  private static final int METADATA_MAX_AGE_MILLIS = 5_000;

  private MembershipConfig() {}

  /** One group a table: bridges of other tables share the progress topic, not the tasks. */
  static String group(TableName table) {
    return "cdc-bridge-capture-" + table.keyspace + "." + table.name;
  }

  static Map<String, Object> of(KafkaSettings kafka, TableName table) {
    return Map.of(
        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
        kafka.bootstrapServers(),
        ConsumerConfig.GROUP_ID_CONFIG,
        group(table),
        // One that joins or leaves stops only the tasks that move.
        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
        CooperativeStickyAssignor.class.getName(),
        ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
        (int) SESSION_TIMEOUT.toMillis(),
        ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG,
        HEARTBEAT_MILLIS,
        ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG,
        MAX_POLL_INTERVAL_MILLIS,
        // How soon it learns that the topic is gone, and when it has been made again.
        ConsumerConfig.METADATA_MAX_AGE_CONFIG,
        METADATA_MAX_AGE_MILLIS,
        // Only the bridge makes the topic, compacted.
        ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
        false,
        // The group is about who owns what; the records are read by the follower.
        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
        false,
        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
        "latest");
  }
}
