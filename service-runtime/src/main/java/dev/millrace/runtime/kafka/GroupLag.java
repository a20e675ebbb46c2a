package dev.millrace.runtime.kafka;

import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * What a consumer group has not read yet.
 *
 * @param records offsets up to the end, marks of transactions among them
 * @param expired offsets that were deleted before the group read them
 * @param total offsets that the topics have
 * @param oldest when the oldest record that was not read was written; empty if there is none
 */
public record GroupLag(long records, long expired, long total, Optional<Instant> oldest) {

  /** Offsets of a partition that were not read: from the first up to before the second. */
  record Unread(long from, long end) {}

  /**
   * Asks the broker. Joins no group and commits nothing.
   *
   * @param sources topics that count even where the group has committed nothing yet; others count
   *     as far as it has
   * @throws IOException if the broker does not answer or refuses
   */
  public static GroupLag of(
      Admin admin, String bootstrapServers, String group, Collection<String> sources)
      throws IOException, InterruptedException {
    Map<TopicPartition, OffsetAndMetadata> committed =
        Await.of(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
    Set<TopicPartition> partitions = new HashSet<>(TopicOffsets.ofTopics(admin, sources).keySet());
    partitions.addAll(committed.keySet());
    long records = 0;
    long expired = 0;
    long total = 0;
    Map<TopicPartition, Unread> unread = new HashMap<>();
    for (var entry : TopicOffsets.of(admin, partitions).entrySet()) {
      TopicOffsets.Range range = entry.getValue();
      OffsetAndMetadata at = committed.get(entry.getKey());
      long next = at == null ? range.begin() : at.offset();
      expired += Math.max(0, range.begin() - next);
      total += range.end() - range.begin();
      if (next < range.end()) {
        records += range.end() - next;
        unread.put(entry.getKey(), new Unread(Math.max(next, range.begin()), range.end()));
      }
    }
    return new GroupLag(records, expired, total, OldestRecord.of(bootstrapServers, unread));
  }

  /**
   * How many offsets of a topic a group has not read.
   *
   * @throws IOException if the broker does not answer or refuses
   */
  public static long unread(Admin admin, String group, String topic)
      throws IOException, InterruptedException {
    Map<TopicPartition, OffsetAndMetadata> committed =
        Await.of(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
    long unread = 0;
    for (var entry : TopicOffsets.ofTopics(admin, Set.of(topic)).entrySet()) {
      OffsetAndMetadata at = committed.get(entry.getKey());
      long next = at == null ? entry.getValue().begin() : at.offset();
      unread += Math.max(0, entry.getValue().end() - next);
    }
    return unread;
  }
}
