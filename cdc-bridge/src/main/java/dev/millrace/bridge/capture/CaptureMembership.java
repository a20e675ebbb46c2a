package dev.millrace.bridge.capture;

import dev.millrace.contract.Topics;
import dev.millrace.runtime.kafka.KafkaSettings;
import dev.millrace.runtime.kafka.KafkaTopics;
import dev.millrace.runtime.kafka.KafkaTopics.Wanted;
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
 * Membership by the Kafka consumer-group protocol: this instance captures the tasks of those
 * partitions of {@code cdc-bridge-progress} that the group assigns to it. Works on a thread of its
 * own from {@link #start} to {@link #close}, and joins again after whatever went wrong.
 *
 * <p>What an instance does that lost its partitions and does not know yet is harmless: it captures
 * windows that another one captures too, which is a repetition, and its progress says nothing
 * untrue, see {@link CaptureProgress}. Kafka's fencing is therefore not needed, and the group may
 * be as quick to give tasks away as the session timeout allows.
 */
final class CaptureMembership implements Membership {

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

  @Override
  public void start() {
    thread.start();
  }

  @Override
  public void awaitLoaded() throws InterruptedException {
    while (!loaded.await(1, TimeUnit.SECONDS)) {
      if (!thread.isAlive()) {
        throw new IllegalStateException("capture membership has ended");
      }
    }
  }

  @Override
  public Instant lastHeartbeat() {
    Member current = member;
    return current == null ? Instant.EPOCH : current.lastHeartbeat();
  }

  @Override
  public boolean isSettled() {
    Member current = member;
    return current != null && current.isSettled();
  }

  @Override
  public String memberId() {
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
        requireTopic(follower.catchUp());
        loaded.countDown();
        memberUntilClosed(follower);
      }
    } catch (WakeupException e) {
      // Somebody waits for this thread to end.
    } finally {
      following = null;
    }
  }

  /** Made at the start of the bridge, but somebody may have deleted it since. */
  private void requireTopic(int partitions) {
    if (partitions == 0) {
      String topic = Topics.BRIDGE_PROGRESS.name();
      KafkaTopics.ensure(kafka, List.of(new Wanted(topic, kafka.partitions(), true)));
      throw new IllegalStateException("topic " + topic + " was gone, and has been made again");
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
        progress.saveOvertaken(tasks.share()::has);
      }
    } finally {
      member = null;
      // Gives the partitions back in order, as a rebalance does, and leaves the group.
      group.close(CloseOptions.timeout(CLOSE_TIMEOUT));
      tasks.abandon(tasks.share().owned());
    }
  }

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
