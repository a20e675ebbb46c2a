package dev.millrace.testkit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/** The topics of a simulation: their committed records, partition by partition. */
final class Partitions {

  private final int count;
  private final Map<String, List<List<Stored>>> topics = new TreeMap<>();
  private long appended;

  Partitions(int count) {
    this.count = count;
  }

  /**
   * A record in its partition.
   *
   * @param order of its arrival among those of all topics
   */
  record Stored(int partition, long offset, long order, TestRecord<byte[], byte[]> content) {}

  int count() {
    return count;
  }

  /** Appends a record to the partition that its key has; without a key, to the shortest one. */
  void append(String topic, TestRecord<byte[], byte[]> content) {
    var partitions = partitions(topic);
    int partition = content.key() == null ? shortest(partitions) : partitionOf(content.key());
    List<Stored> log = partitions.get(partition);
    log.add(new Stored(partition, log.size(), appended++, content));
  }

  private int partitionOf(byte[] key) {
    return BuiltInPartitioner.partitionForKey(key, count);
  }

  private static int shortest(List<List<Stored>> partitions) {
    int shortest = 0;
    for (int i = 1; i < partitions.size(); i++) {
      if (partitions.get(i).size() < partitions.get(shortest).size()) {
        shortest = i;
      }
    }
    return shortest;
  }

  /** The record at an offset; null at the end. */
  @Nullable Stored at(String topic, int partition, long offset) {
    List<Stored> log = partitions(topic).get(partition);
    return offset < log.size() ? log.get((int) offset) : null;
  }

  /** All records of a topic that came from the given one on, in the order of their arrival. */
  List<Stored> since(String topic, long order) {
    return partitions(topic).stream()
        .flatMap(List::stream)
        .filter(stored -> stored.order() >= order)
        .sorted(Comparator.comparingLong(Stored::order))
        .toList();
  }

  /** The names of those that have records. */
  Set<String> topics() {
    return topics.entrySet().stream()
        .filter(topic -> topic.getValue().stream().anyMatch(log -> !log.isEmpty()))
        .map(Map.Entry::getKey)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The order of the next record. */
  long end() {
    return appended;
  }

  private List<List<Stored>> partitions(String topic) {
    return topics.computeIfAbsent(
        topic,
        name -> {
          List<List<Stored>> partitions = new ArrayList<>();
          for (int i = 0; i < count; i++) {
            partitions.add(new ArrayList<>());
          }
          return partitions;
        });
  }
}
