package dev.millrace.bench;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;

/** The members of a consumer group. */
record GroupMembers(Admin admin, String group) {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration LOOK = Duration.ofMillis(200);

  /** Waits until so many members have partitions. */
  void awaitSharing(int members) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (sharing() < members) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException(
            "only %d of %d members of %s have partitions".formatted(sharing(), members, group));
      }
      Thread.sleep(LOOK.toMillis());
    }
  }

  private long sharing() throws InterruptedException {
    try {
      return admin
          .describeConsumerGroups(List.of(group))
          .describedGroups()
          .get(group)
          .get()
          .members()
          .stream()
          .filter(member -> !member.assignment().topicPartitions().isEmpty())
          .count();
    } catch (ExecutionException e) {
      throw new IllegalStateException("group " + group + " is not known", e.getCause());
    }
  }
}
