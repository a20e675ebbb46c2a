package dev.millrace.bridge.capture;

import dev.millrace.contract.Topic;
import dev.millrace.contract.Topics;
import dev.millrace.runtime.kafka.KafkaSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the whole of {@code cdc-bridge-progress}, all partitions, from the beginning on, whatever
 * this instance owns: to know that a generation is finished it must know of everyone's tasks. For
 * one thread.
 */
final class ProgressFollower implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(ProgressFollower.class);
  private static final Duration POLL = Duration.ofMillis(200);

  /** Keys of the auditor's own progress begin with it. */
  private static final String AUDIT = "audit/";

  private final Consumer<String, String> consumer;
  private final CaptureProgress progress;
  private final String topic;

  ProgressFollower(Consumer<String, String> consumer, CaptureProgress progress) {
    this.consumer = consumer;
    this.progress = progress;
    this.topic = Topics.BRIDGE_PROGRESS.name();
  }

  static ProgressFollower open(KafkaSettings kafka, CaptureProgress progress) {
    Topic<String, String> topic = Topics.BRIDGE_PROGRESS;
    Map<String, Object> config =
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            kafka.bootstrapServers(),
            ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
            false,
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
            "earliest");
    return new ProgressFollower(
        new KafkaConsumer<>(config, topic.key().deserializer(), topic.value().deserializer()),
        progress);
  }

  /** Reads to what is the end now; returns the number of the topic's partitions. */
  int catchUp() {
    Set<TopicPartition> partitions = assign();
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
      follow(POLL);
    }
    return partitions.size();
  }

  private Set<TopicPartition> assign() {
    List<TopicPartition> all =
        consumer.partitionsFor(topic).stream()
            .map(info -> new TopicPartition(topic, info.partition()))
            .toList();
    List<TopicPartition> added = new ArrayList<>(all);
    added.removeAll(consumer.assignment());
    if (!added.isEmpty()) {
      consumer.assign(all);
      consumer.seekToBeginning(added);
    }
    return Set.copyOf(all);
  }

  /** Reads on, waiting for a record that long at most. */
  void follow(Duration patience) {
    consumer.poll(patience).forEach(this::take);
  }

  private void take(ConsumerRecord<String, String> record) {
    String key = record.key() == null ? "" : record.key();
    if (key.startsWith(AUDIT)) {
      return;
    }
    if (record.value() == null) {
      ProgressRecord.task(key).ifPresent(progress::forget);
      return;
    }
    ProgressRecord.parse(key, record.value())
        .ifPresentOrElse(
            progress::learn,
            () ->
                log.warn(
                    "progress record ignored partition={} offset={}",
                    record.partition(),
                    record.offset()));
  }

  /** Ends what the other thread waits for, with a WakeupException. */
  void wakeup() {
    consumer.wakeup();
  }

  @Override
  public void close() {
    consumer.close();
  }
}
