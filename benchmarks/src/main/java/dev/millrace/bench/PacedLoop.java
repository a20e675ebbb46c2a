package dev.millrace.bench;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Starts operations at a fixed rate, as clients that know nothing of each other do. When all slots
 * are taken it waits for one: then the rate is lower, which the caller sees by the count.
 */
final class PacedLoop {

  private final ClosedLoop.Operation operation;
  private final BlockingQueue<Integer> idle;
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

  private PacedLoop(int slots, ClosedLoop.Operation operation) {
    this.operation = operation;
    this.idle = new ArrayBlockingQueue<>(slots);
    IntStream.range(0, slots).forEach(idle::add);
  }

  /** How much at once, how often, how long. */
  record Pace(int slots, double perSecond, Duration time) {}

  /**
   * Runs it; returns how many were done a second.
   *
   * @throws IllegalStateException if one operation fails
   */
  static double run(Pace pace, ClosedLoop.Operation operation) throws InterruptedException {
    var loop = new PacedLoop(pace.slots(), operation);
    long start = System.nanoTime();
    long interval = Math.round(1e9 / pace.perSecond());
    long count = pace.time().toNanos() / interval;
    for (long i = 0; i < count; i++) {
      loop.startAt(start + i * interval);
    }
    for (int slot = 0; slot < pace.slots(); slot++) {
      loop.takeIdle();
    }
    return count / ((System.nanoTime() - start) / 1e9);
  }

  private void startAt(long nanoTime) throws InterruptedException {
    long wait = nanoTime - System.nanoTime();
    while (wait > 0) {
      LockSupport.parkNanos(wait);
      wait = nanoTime - System.nanoTime();
    }
    int slot = takeIdle();
    var unused =
        operation
            .next(slot)
            .whenComplete(
                (value, error) -> {
                  failure.compareAndSet(null, error);
                  idle.add(slot);
                });
  }

  private int takeIdle() throws InterruptedException {
    int slot = idle.take();
    Throwable error = failure.get();
    if (error != null) {
      throw new IllegalStateException("an operation failed", error);
    }
    return slot;
  }
}
