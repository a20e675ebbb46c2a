package dev.millrace.acceptance.history;

import dev.millrace.cli.pipeline.ServiceChild;
import dev.millrace.local.LocalStack;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** Breaks database and service at random, and mends them, until the time is up. */
final class Faults {

  private final LocalStack stack;
  private final ServiceChild service;
  private final Random random;
  private final List<String> done = new ArrayList<>();

  Faults(LocalStack stack, ServiceChild service, Random random) {
    this.stack = stack;
    this.service = service;
    this.random = random;
  }

  /** What was broken, in order. */
  List<String> inject(Duration time) throws InterruptedException {
    long deadline = System.nanoTime() + time.toNanos();
    // Each at least once, whatever the seed says.
    pauseDatabase();
    killService();
    killDatabase();
    while (System.nanoTime() < deadline) {
      switch (random.nextInt(4)) {
        case 0 -> killService();
        case 1 -> killDatabase();
        default -> pauseDatabase();
      }
    }
    return done;
  }

  private void pauseDatabase() throws InterruptedException {
    int millis = 200 + random.nextInt(7_000);
    done.add("database paused for " + millis + " ms");
    stack.database().process().pause();
    TimeUnit.MILLISECONDS.sleep(millis);
    stack.database().process().resume();
    calm();
  }

  private void killDatabase() throws InterruptedException {
    done.add("database killed");
    stack.database().process().kill();
    stack.database().start();
    calm();
  }

  private void killService() throws InterruptedException {
    done.add("command service killed");
    service.process().kill();
    service.start();
    calm();
  }

  private void calm() throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(500 + random.nextInt(2_000));
  }
}
