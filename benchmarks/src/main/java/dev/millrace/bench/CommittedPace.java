package dev.millrace.bench;

import dev.millrace.bench.Arrivals.Pace;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;

/** How fast a consumer group gets on, by what it has committed of a topic. */
final class CommittedPace {

  private static final Duration LOOK = Duration.ofMillis(20);
  private static final Duration PATIENCE = Duration.ofMinutes(30);

  private final Admin admin;
  private final String group;
  private final String topic;

  CommittedPace(Admin admin, String group, String topic) {
    this.admin = admin;
    this.group = group;
    this.topic = topic;
  }

  /** Waits until the group has committed so many offsets, which are more than it has yet. */
  Pace await(long offsets) throws InterruptedException {
    long first = awaitMoreThan(0);
    long begun = System.nanoTime();
    long half = awaitMoreThan(offsets / 2 - 1);
    long halved = System.nanoTime();
    awaitMoreThan(offsets - 1);
    return new Pace(
        (half - first) / ((halved - begun) / 1e9),
        (offsets - half) / ((System.nanoTime() - halved) / 1e9));
  }

  /** Waits until the group has committed so many offsets. */
  void awaitAtLeast(long offsets) throws InterruptedException {
    awaitMoreThan(offsets - 1);
  }

  private long awaitMoreThan(long offsets) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      long committed = committed();
      if (committed > offsets) {
        return committed;
      }
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException(
            "%s committed %d of %d within %s".formatted(group, committed, offsets + 1, PATIENCE));
      }
      Thread.sleep(LOOK.toMillis());
    }
  }

  private long committed() throws InterruptedException {
    try {
      Map<?, OffsetAndMetadata> all =
          admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
      return all.entrySet().stream()
          .filter(entry -> entry.getKey().toString().startsWith(topic + "-"))
          .filter(entry -> entry.getValue() != null)
          .mapToLong(entry -> entry.getValue().offset())
          .sum();
    } catch (ExecutionException e) {
      throw new IllegalStateException("offsets of " + group + " are not known", e.getCause());
    }
  }
}
