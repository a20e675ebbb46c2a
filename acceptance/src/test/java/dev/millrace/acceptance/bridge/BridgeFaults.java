package dev.millrace.acceptance.bridge;

import dev.millrace.cli.pipeline.ServiceChild;
import dev.millrace.contract.Topics;
import dev.millrace.local.LocalStack;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;

/**
 * Kills each part once and does one other thing to one of them, in random order, in a long run
 * everything; and then goes on at random until the time is up.
 */
final class BridgeFaults {

  /** Longer than sessions, transactions and requests last; over 30 s also than log reads do. */
  private static final Duration LONG_PAUSE =
      Duration.ofSeconds(Integer.getInteger("millrace.chaos.pause", 12));

  private static final boolean ALL = Boolean.getBoolean("millrace.chaos.all");

  private final LocalStack stack;
  private final TwoBridges bridges;
  private final Random random;
  private final List<String> done = new ArrayList<>();

  BridgeFaults(LocalStack stack, TwoBridges bridges, Random random) {
    this.stack = stack;
    this.bridges = bridges;
    this.random = random;
  }

  /** A way to break something, and to mend it. */
  @FunctionalInterface
  private interface Fault {
    void inject() throws Exception;
  }

  /** What was broken, in order. */
  List<String> inject(Duration time) throws Exception {
    long deadline = System.nanoTime() + time.toNanos();
    List<Fault> others =
        new ArrayList<>(List.of(this::pauseDatabase, this::pauseBridge, this::deleteProgress));
    Collections.shuffle(others, random);
    List<Fault> faults =
        new ArrayList<>(
            List.of(
                () -> killBridge(0), () -> killBridge(1), this::killBroker, this::killDatabase));
    faults.addAll(ALL ? others : others.subList(0, 1));
    Collections.shuffle(faults, random);
    for (Fault fault : faults) {
      fault.inject();
      calm();
    }
    while (System.nanoTime() < deadline) {
      faults.get(random.nextInt(faults.size())).inject();
      calm();
    }
    return done;
  }

  private void killBridge(int number) {
    done.add("bridge " + number + " killed");
    ServiceChild bridge = bridges.instances().get(number);
    bridge.process().kill();
    bridge.start();
  }

  private void killBroker() {
    done.add("broker killed");
    stack.broker().process().kill();
    stack.broker().start();
  }

  private void killDatabase() {
    done.add("database killed");
    stack.database().process().kill();
    stack.database().start();
  }

  private void pauseDatabase() throws InterruptedException {
    done.add("database paused for " + LONG_PAUSE.toSeconds() + " s");
    stack.database().process().pause();
    TimeUnit.SECONDS.sleep(LONG_PAUSE.toSeconds());
    stack.database().process().resume();
  }

  /** Longer than its session with the group lasts: the other takes over, and a zombie wakes. */
  private void pauseBridge() throws InterruptedException {
    int number = random.nextInt(2);
    done.add("bridge " + number + " paused for " + LONG_PAUSE.toSeconds() + " s");
    bridges.instances().get(number).process().pause();
    TimeUnit.SECONDS.sleep(LONG_PAUSE.toSeconds());
    bridges.instances().get(number).process().resume();
  }

  private void deleteProgress() throws InterruptedException, ExecutionException {
    done.add("progress deleted");
    bridges.stopAll();
    try (Admin admin =
        Admin.create(Map.of("bootstrap.servers", stack.endpoints().kafkaBootstrap()))) {
      admin.deleteTopics(List.of(Topics.BRIDGE_PROGRESS.name())).all().get();
    }
    bridges.startAll();
  }

  private void calm() throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(500 + random.nextInt(2_000));
  }
}
