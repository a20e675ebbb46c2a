package dev.millrace.acceptance.route;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Follows a topic from its beginning, as a reader of committed records does. */
final class TopicRecords implements AutoCloseable {

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();

  TopicRecords(String kafka, String topic) {
    consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", kafka, "isolation.level", "read_committed"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(info -> new TopicPartition(topic, info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  /** What has come so far with this key, in the order of the topic. */
  List<ConsumerRecord<byte[], byte[]>> of(UUID aggregate) {
    String key = aggregate.toString();
    return records.stream()
        .filter(it -> it.key() != null && key.equals(new String(it.key(), StandardCharsets.UTF_8)))
        .toList();
  }

  /** Reads on for a moment. */
  void poll() {
    consumer.poll(Duration.ofMillis(200)).forEach(records::add);
  }

  @Override
  public void close() {
    consumer.close();
  }
}
