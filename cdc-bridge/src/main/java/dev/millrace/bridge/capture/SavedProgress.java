package dev.millrace.bridge.capture;

import com.scylladb.cdc.model.TaskId;
import dev.millrace.contract.Topic;
import dev.millrace.contract.Topics;
import dev.millrace.runtime.kafka.KafkaSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads {@code cdc-bridge-progress} from its beginning to its end. */
final class SavedProgress {

  private static final Logger log = LoggerFactory.getLogger(SavedProgress.class);
  private static final Duration POLL = Duration.ofMillis(200);

  private SavedProgress() {}

  static Map<TaskId, Instant> load(KafkaSettings kafka) {
    Topic<String, String> topic = Topics.BRIDGE_PROGRESS;
    try (var consumer =
        new KafkaConsumer<>(
            Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers()),
            topic.key().deserializer(),
            topic.value().deserializer())) {
      return load(consumer, topic.name());
    }
  }

  static Map<TaskId, Instant> load(Consumer<String, String> consumer, String topic) {
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(info -> new TopicPartition(topic, info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    Map<TaskId, Instant> positions = new HashMap<>();
    while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
      consumer.poll(POLL).forEach(record -> add(positions, record));
    }
    log.info("progress loaded tasks={}", positions.size());
    return positions;
  }

  private static void add(Map<TaskId, Instant> positions, ConsumerRecord<String, String> record) {
    if (record.key().startsWith("audit/")) {
      return;
    }
    if (record.value() == null) {
      // Whoever deletes a task's progress wants it to start over.
      ProgressRecord.task(record.key()).ifPresent(positions::remove);
      return;
    }
    ProgressRecord.parse(record.key(), record.value())
        .ifPresentOrElse(
            progress -> positions.put(progress.task(), progress.windowEnd()),
            () -> log.warn("progress record ignored offset={}", record.offset()));
  }
}
