package dev.millrace.runtime.kafka;

import dev.millrace.runtime.kafka.GroupLag.Unread;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Finds the oldest of records: only the first of each partition is looked at. */
final class OldestRecord {

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int FETCH_BYTES = 64 * 1024;

  private OldestRecord() {}

  /**
   * When it was written; empty if there are only marks of transactions.
   *
   * @throws IOException if that cannot be found out
   */
  static Optional<Instant> of(String bootstrapServers, Map<TopicPartition, Unread> unread)
      throws IOException {
    return times(bootstrapServers, unread).values().stream().min(Instant::compareTo);
  }

  /**
   * When the first of each partition's records was written; without the partitions that only have
   * marks of transactions.
   *
   * @throws IOException if that cannot be found out
   */
  static Map<TopicPartition, Instant> times(
      String bootstrapServers, Map<TopicPartition, Unread> unread) throws IOException {
    if (unread.isEmpty()) {
      return Map.of();
    }
    try (var consumer = consumer(bootstrapServers)) {
      consumer.assign(unread.keySet());
      unread.forEach((partition, offsets) -> consumer.seek(partition, offsets.from()));
      return times(consumer, unread);
    } catch (KafkaException e) {
      throw new IOException(e.toString(), e);
    }
  }

  private static Map<TopicPartition, Instant> times(
      KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Unread> unread)
      throws IOException {
    Map<TopicPartition, Instant> times = new HashMap<>();
    Set<TopicPartition> open = new HashSet<>(unread.keySet());
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!open.isEmpty() && System.nanoTime() < deadline) {
      var records = consumer.poll(Duration.ofMillis(200));
      for (TopicPartition partition : records.partitions()) {
        ConsumerRecord<byte[], byte[]> first = records.records(partition).get(0);
        if (open.remove(partition) && first.offset() < unread.get(partition).end()) {
          times.put(partition, Instant.ofEpochMilli(first.timestamp()));
        }
      }
      open.removeIf(partition -> consumer.position(partition) >= unread.get(partition).end());
      consumer.pause(records.partitions());
    }
    if (!open.isEmpty()) {
      throw new IOException("records could not be read within " + PATIENCE + ": " + open);
    }
    return times;
  }

  private static KafkaConsumer<byte[], byte[]> consumer(String bootstrapServers) {
    return new KafkaConsumer<>(
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
            "earliest",
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            false,
            ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
            FETCH_BYTES,
            ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
            (int) PATIENCE.toMillis()),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }
}
