package dev.millrace.bridge.capture;

import com.scylladb.cdc.model.TaskId;
import dev.millrace.contract.Topics;
import dev.millrace.runtime.kafka.KafkaSettings;
import dev.millrace.runtime.retry.Attempts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This instance's membership in the group that shares the tasks: it captures the tasks of those
 * partitions of {@code cdc-bridge-progress} that the group assigns to it. Works on a thread of its
 * own from {@link #start} to {@link #close}, and joins again after whatever went wrong.
 *
 * <p>What an instance does that lost its partitions and does not know yet is harmless: it captures
 * windows that another one captures too, which is a repetition, and its progress says nothing
 * untrue, see {@link CaptureProgress}. Kafka's fencing is therefore not needed, and the group may
 * be as quick to give tasks away as the session timeout allows.
 */
final class CaptureMembership implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(CaptureMembership.class);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

  private final KafkaSettings kafka;
  private final CaptureSettings settings;
  private final CaptureProgress progress;
  private final GenerationSwitch tasks;
  private final Clock clock;
  private final Thread thread = new Thread(this::run, "capture-membership");
  private final CountDownLatch loaded = new CountDownLatch(1);
  private volatile boolean closing;
  private volatile @Nullable ProgressFollower following;
  private volatile @Nullable Member member;

  CaptureMembership(Group group, Clock clock) {
    this.kafka = group.kafka();
    this.settings = group.settings();
    this.progress = group.progress();
    this.tasks = group.tasks();
    this.clock = clock;
  }

  /** Who shares what. */
  record Group(
      KafkaSettings kafka,
      CaptureSettings settings,
      CaptureProgress progress,
      GenerationSwitch tasks) {}

  void start() {
    thread.start();
  }

  /** Waits until everything that was saved before the start is known. */
  void awaitLoaded() throws InterruptedException {
    while (!loaded.await(1, TimeUnit.SECONDS)) {
      if (!thread.isAlive()) {
        throw new IllegalStateException("capture membership has ended");
      }
    }
  }

  /** When the group last answered; the beginning of time if it never did. */
  Instant lastHeartbeat() {
    Member current = member;
    return current == null ? Instant.EPOCH : current.lastHeartbeat();
  }

  /** Whether every partition that the group assigned is being captured. */
  boolean isSettled() {
    Member current = member;
    return current != null && current.isSettled();
  }

  /** The member's id in the group; empty before it joined. */
  String memberId() {
    Member current = member;
    return current == null ? "" : current.id();
  }

  private void run() {
    try {
      Attempts.untilDone("capture membership", this::memberUntilClosed);
    } catch (InterruptedException e) {
      log.info("capture membership interrupted");
    }
  }

  private void memberUntilClosed() {
    try (var follower = ProgressFollower.open(kafka, progress)) {
      following = follower;
      if (!closing) {
        follower.catchUp();
        loaded.countDown();
        memberUntilClosed(follower);
      }
    } catch (WakeupException e) {
      // Somebody waits for this thread to end.
    } finally {
      following = null;
    }
  }

  private void memberUntilClosed(ProgressFollower follower) {
    Consumer<byte[], byte[]> group =
        new KafkaConsumer<>(
            MembershipConfig.of(kafka, settings.table()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    var joined = new Member(group, follower, tasks, clock);
    try {
      group.subscribe(List.of(Topics.BRIDGE_PROGRESS.name()), joined);
      member = joined;
      while (!closing) {
        joined.poll(POLL);
        writeOvertakenAgain();
      }
    } finally {
      member = null;
      // Gives the partitions back in order, as a rebalance does, and leaves the group.
      group.close(CloseOptions.timeout(CLOSE_TIMEOUT));
      tasks.abandon(tasks.share().owned());
    }
  }

  /** What this instance owns and a late writer moved back in the topic. */
  private void writeOvertakenAgain() {
    for (TaskId task : progress.overtaken()) {
      if (tasks.share().has(task)) {
        progress
            .of(task)
            .ifPresent(
                at -> {
                  var unused = progress.save(new ProgressRecord(task, at));
                });
      }
    }
  }

  /** Gives the tasks back in order and leaves the group, so that others have them at once. */
  @Override
  public void close() {
    closing = true;
    try {
      while (thread.isAlive()) {
        wakeup(following);
        thread.join(POLL.toMillis());
      }
    } catch (InterruptedException e) {
      thread.interrupt();
      Thread.currentThread().interrupt();
    }
  }

  /** Kafka may be away, and what waits for it would wait on. */
  private static void wakeup(@Nullable ProgressFollower follower) {
    if (follower != null) {
      follower.wakeup();
    }
  }
}
