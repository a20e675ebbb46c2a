package dev.millrace.bridge.capture;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One membership, from joining to leaving: passes on what the group assigns and takes. For one
 * thread, but what it tells of itself is for any.
 */
final class Member implements ConsumerRebalanceListener {

  private static final Logger log = LoggerFactory.getLogger(Member.class);

  private final Consumer<byte[], byte[]> group;
  private final ProgressFollower follower;
  private final GenerationSwitch tasks;
  private final Clock clock;
  private final Set<Integer> assigned = new HashSet<>();
  private double heartbeats;
  private volatile boolean settled;
  private volatile String id = "";
  private volatile Instant lastHeartbeat = Instant.EPOCH;

  Member(
      Consumer<byte[], byte[]> group,
      ProgressFollower follower,
      GenerationSwitch tasks,
      Clock clock) {
    this.group = group;
    this.follower = follower;
    this.tasks = tasks;
    this.clock = clock;
  }

  Instant lastHeartbeat() {
    return lastHeartbeat;
  }

  boolean isSettled() {
    return settled;
  }

  String id() {
    return id;
  }

  /**
   * Takes part in the group, and follows everyone's progress.
   *
   * @throws IllegalStateException if the progress topic is gone: the group, which then has nothing
   *     to assign, would leave everything to nobody
   */
  void poll(Duration patience) {
    group.poll(patience);
    group.pause(group.assignment());
    noteHeartbeat();
    if (!settled && !id.isEmpty()) {
      // Whoever had the partition saved its progress before it gave it back.
      int partitions = follower.catchUp();
      if (partitions == 0) {
        throw new IllegalStateException("the progress topic has no partitions any more");
      }
      tasks.own(new TaskShare(assigned, partitions));
      settled = true;
    }
    follower.follow(Duration.ZERO);
  }

  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
    assigned.addAll(numbers(partitions));
    id = group.groupMetadata().memberId();
    settled = false;
    lastHeartbeat = clock.instant();
    log.info("capture partitions assigned={} now={} member={}", numbers(partitions), assigned, id);
  }

  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
    assigned.removeAll(numbers(partitions));
    log.info("capture partitions revoked={} now={}", numbers(partitions), assigned);
    tasks.release(numbers(partitions));
  }

  @Override
  public void onPartitionsLost(Collection<TopicPartition> partitions) {
    assigned.removeAll(numbers(partitions));
    log.warn("capture partitions lost={} now={}", numbers(partitions), assigned);
    tasks.abandon(numbers(partitions));
  }

  private static List<Integer> numbers(Collection<TopicPartition> partitions) {
    return partitions.stream().map(TopicPartition::partition).sorted().toList();
  }

  /** The coordinator's answers are counted by the client; a count that rises is a new one. */
  private void noteHeartbeat() {
    double answered =
        group.metrics().entrySet().stream()
            .filter(entry -> entry.getKey().name().equals("heartbeat-total"))
            .map(java.util.Map.Entry::getValue)
            .mapToDouble(Member::count)
            .sum();
    if (answered > heartbeats) {
      heartbeats = answered;
      lastHeartbeat = clock.instant();
    }
  }

  private static double count(Metric metric) {
    return metric.metricValue() instanceof Double value && !value.isNaN() ? value : 0;
  }
}
