package dev.millrace.cli.doctor.probe;

import dev.millrace.cli.doctor.check.GroupCheck.Group;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Finds out what a consumer group has not read yet. Joins no group and commits nothing. */
record GroupLag(Admin admin, String bootstrapServers) {

  Group of(String id, String state, String source) throws Exception {
    Map<TopicPartition, OffsetAndMetadata> committed =
        KafkaProbe.await(admin.listConsumerGroupOffsets(id).partitionsToOffsetAndMetadata());
    Set<TopicPartition> partitions =
        new HashSet<>(Offsets.ofTopics(admin, List.of(source)).keySet());
    partitions.addAll(committed.keySet());
    long lag = 0;
    long expired = 0;
    Map<TopicPartition, Unread> unread = new HashMap<>();
    for (var entry : Offsets.of(admin, partitions).entrySet()) {
      Offsets.Range range = entry.getValue();
      OffsetAndMetadata at = committed.get(entry.getKey());
      long next = at == null ? range.begin() : at.offset();
      expired += Math.max(0, range.begin() - next);
      if (next < range.end()) {
        lag += range.end() - next;
        unread.put(entry.getKey(), new Unread(Math.max(next, range.begin()), range.end()));
      }
    }
    Duration age =
        OldestRecord.of(bootstrapServers, unread)
            .map(oldest -> Duration.between(oldest, Instant.now()))
            .orElse(null);
    return new Group(id, state, lag, expired, age);
  }

  /** Offsets of a partition that were not read: from the first up to before the second. */
  record Unread(long from, long end) {}
}
