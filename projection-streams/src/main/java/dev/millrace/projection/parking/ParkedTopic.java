package dev.millrace.projection.parking;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.processor.api.Record;

/** Reads a topic of parked records, which all instances write. Joins no group, commits nothing. */
public final class ParkedTopic {

  private static final Duration POLL = Duration.ofMillis(100);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final String topic;

  private ParkedTopic(KafkaConsumer<byte[], byte[]> consumer, String topic) {
    this.consumer = consumer;
    this.topic = topic;
  }

  /** How long each answer of the broker, and the reading, may take. */
  public record Patience(Duration answer, Duration reading) {}

  /**
   * What waits by all records that are committed now.
   *
   * @throws IOException if the topic cannot be read to its end
   */
  public static ParkedList read(String bootstrapServers, String topic, Patience patience)
      throws IOException {
    try (var consumer = consumer(bootstrapServers, patience.answer())) {
      return new ParkedTopic(consumer, topic).toEnd(patience.reading());
    } catch (KafkaException e) {
      throw new IOException("topic " + topic + " cannot be read: " + e.getMessage(), e);
    }
  }

  private ParkedList toEnd(Duration patience) throws IOException {
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(partition -> new TopicPartition(topic, partition.partition()))
            .toList();
    if (partitions.isEmpty()) {
      throw new IOException("there is no topic " + topic);
    }
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    // Of what is committed: a transaction that is open, however long, is not waited for.
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    return toEnds(ends, System.nanoTime() + patience.toNanos());
  }

  private ParkedList toEnds(Map<TopicPartition, Long> ends, long deadline) throws IOException {
    var list = new ParkedList();
    while (ends.entrySet().stream().anyMatch(this::isBefore)) {
      if (System.nanoTime() - deadline > 0) {
        throw new IOException("topic " + topic + " has too much to be read to its end in time");
      }
      consumer.poll(POLL).forEach(record -> list.add(record(record)));
    }
    return list;
  }

  private boolean isBefore(Map.Entry<TopicPartition, Long> end) {
    return consumer.position(end.getKey()) < end.getValue();
  }

  private static Record<byte[], byte[]> record(ConsumerRecord<byte[], byte[]> record) {
    return new Record<>(record.key(), record.value(), record.timestamp(), record.headers());
  }

  private static KafkaConsumer<byte[], byte[]> consumer(String bootstrapServers, Duration answer) {
    return new KafkaConsumer<>(
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            "read_committed",
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
            "earliest",
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            false,
            // Who asks for what is parked is not to make a topic.
            ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
            false,
            ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
            Math.toIntExact(answer.toMillis())),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }
}
