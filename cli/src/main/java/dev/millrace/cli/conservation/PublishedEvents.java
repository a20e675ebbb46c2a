package dev.millrace.cli.conservation;

import dev.millrace.contract.EventRecords;
import dev.millrace.contract.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** Reads the public topic as a downstream consumer would: committed records only. */
public final class PublishedEvents {

  private PublishedEvents() {}

  /** A consumer of the whole topic, from its beginning, in no group. */
  public static KafkaConsumer<String, byte[]> consumer(String bootstrapServers) {
    Map<String, Object> config =
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            "read_committed",
            ConsumerConfig.FETCH_MIN_BYTES_CONFIG,
            1);
    var consumer =
        new KafkaConsumer<>(
            config,
            Topics.ORDER_EVENTS.key().deserializer(),
            Topics.ORDER_EVENTS.value().deserializer());
    List<TopicPartition> partitions =
        consumer.partitionsFor(Topics.ORDER_EVENTS.name()).stream()
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    return consumer;
  }

  /** Every record that was committed when the reading began. */
  static List<PublishedEvent> read(String bootstrapServers) {
    List<PublishedEvent> events = new ArrayList<>();
    try (var consumer = consumer(bootstrapServers)) {
      Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
      while (!reached(consumer, ends)) {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(200))) {
          events.add(
              new PublishedEvent(
                  EventRecords.read(record.headers(), record.value()),
                  record.partition(),
                  record.offset()));
        }
      }
    }
    return events;
  }

  private static boolean reached(
      KafkaConsumer<String, byte[]> consumer, Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
  }
}
