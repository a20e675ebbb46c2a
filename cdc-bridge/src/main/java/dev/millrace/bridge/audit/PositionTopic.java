package dev.millrace.bridge.audit;

import dev.millrace.contract.Topics;
import dev.millrace.runtime.kafka.KafkaSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The audit's position in {@code cdc-bridge-progress}, beside those of capture. */
record PositionTopic(KafkaSettings kafka, String table) {

  private static final Logger log = LoggerFactory.getLogger(PositionTopic.class);
  private static final String TOPIC = Topics.BRIDGE_PROGRESS.name();
  private static final Duration POLL = Duration.ofMillis(200);

  String key() {
    return "audit/" + table;
  }

  /** The newest position; reads the topic from its beginning to its end. */
  AuditPosition load() {
    try (var consumer =
        new KafkaConsumer<>(
            Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers()),
            Topics.BRIDGE_PROGRESS.key().deserializer(),
            Topics.BRIDGE_PROGRESS.value().deserializer())) {
      return load(consumer);
    }
  }

  AuditPosition load(Consumer<String, String> consumer) {
    List<TopicPartition> partitions =
        consumer.partitionsFor(TOPIC).stream()
            .map(info -> new TopicPartition(TOPIC, info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    AuditPosition position = AuditPosition.NONE;
    while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
      for (ConsumerRecord<String, String> record : consumer.poll(POLL)) {
        position = key().equals(record.key()) ? position(record) : position;
      }
    }
    log.info("audit position loaded table={} position={}", table, position);
    return position;
  }

  private static AuditPosition position(ConsumerRecord<String, String> record) {
    // Whoever deletes it wants the walk to start over.
    return Optional.ofNullable(record.value())
        .flatMap(AuditPosition::parse)
        .orElse(AuditPosition.NONE);
  }
}
