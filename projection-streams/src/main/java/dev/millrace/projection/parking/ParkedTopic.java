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

  /**
   * How long each answer of the broker may take, and the reading, transactions that are still open
   * included.
   */
  public record Patience(Duration answer, Duration reading) {}

  /**
   * What waits by all records that are there now and get committed.
   *
   * @throws IOException if the topic cannot be read to its end: too much, no answer, or a
   *     transaction that stays open and hides what others have committed behind it
   */
  public static ParkedList read(String bootstrapServers, String topic, Patience patience)
      throws IOException {
    try (var consumer = consumer(bootstrapServers, patience.answer(), "read_committed");
        var all = consumer(bootstrapServers, patience.answer(), "read_uncommitted")) {
      return new ParkedTopic(consumer, topic).toEnd(all, patience.reading());
    } catch (KafkaException e) {
      throw new IOException("topic " + topic + " cannot be read: " + e.getMessage(), e);
    }
  }

  private ParkedList toEnd(KafkaConsumer<?, ?> all, Duration patience) throws IOException {
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(partition -> new TopicPartition(topic, partition.partition()))
            .toList();
    if (partitions.isEmpty()) {
      throw new IOException("there is no topic " + topic);
    }
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    // Behind an open transaction, too: what others commit there is not seen before it ends.
    return toEnds(all.endOffsets(partitions), patience);
  }

  private ParkedList toEnds(Map<TopicPartition, Long> ends, Duration patience) throws IOException {
    var list = new ParkedList();
    long deadline = System.nanoTime() + patience.toNanos();
    for (var end : ends.entrySet()) {
      while (isBefore(end)) {
        if (System.nanoTime() - deadline > 0) {
          throw new IOException(
              ("%s has been read to offset %d of %d after %d ms: too much, no answer, or a"
                      + " transaction is open")
                  .formatted(
                      end.getKey(),
                      consumer.position(end.getKey()),
                      end.getValue(),
                      patience.toMillis()));
        }
        consumer.poll(POLL).forEach(record -> list.add(record(record)));
      }
    }
    return list;
  }

  private boolean isBefore(Map.Entry<TopicPartition, Long> end) {
    return consumer.position(end.getKey()) < end.getValue();
  }

  private static Record<byte[], byte[]> record(ConsumerRecord<byte[], byte[]> record) {
    return new Record<>(record.key(), record.value(), record.timestamp(), record.headers());
  }

  private static KafkaConsumer<byte[], byte[]> consumer(
      String bootstrapServers, Duration answer, String isolation) {
    return new KafkaConsumer<>(
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            isolation,
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
