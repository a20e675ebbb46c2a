package dev.millrace.cli.conservation;

import dev.millrace.contract.EventRecords;
import dev.millrace.contract.MalformedRecordException;
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

  /**
   * What was in the topic.
   *
   * @param events in the order of their offsets, partition by partition
   * @param unreadable what is wrong with the records that are no events
   */
  record Content(List<PublishedEvent> events, List<String> unreadable) {}

  /** Every record that was committed when the reading began. */
  static Content read(String bootstrapServers) {
    Content content = new Content(new ArrayList<>(), new ArrayList<>());
    try (var consumer = consumer(bootstrapServers)) {
      Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
      while (!reached(consumer, ends)) {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(200))) {
          add(record, content);
        }
      }
    }
    return content;
  }

  private static void add(ConsumerRecord<String, byte[]> record, Content content) {
    try {
      content
          .events()
          .add(
              new PublishedEvent(
                  EventRecords.read(record.headers(), record.value()),
                  record.partition(),
                  record.offset()));
    } catch (MalformedRecordException e) {
      content
          .unreadable()
          .add(record.partition() + "@" + record.offset() + " is no event: " + e.getMessage());
    }
  }

  private static boolean reached(
      KafkaConsumer<String, byte[]> consumer, Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
  }
}
