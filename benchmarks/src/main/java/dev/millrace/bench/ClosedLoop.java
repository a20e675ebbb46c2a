package dev.millrace.bench;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** Keeps a fixed number of operations in flight for a time: each that ends starts the next. */
final class ClosedLoop {

  private static final long MAX_NANOS = Duration.ofMinutes(1).toNanos();
  private static final int DIGITS = 3;

  private final Operation operation;
  private final Histogram latencies = new ConcurrentHistogram(MAX_NANOS, DIGITS);
  private final long deadline;

  private ClosedLoop(Operation operation, Duration time) {
    this.operation = operation;
    this.deadline = System.nanoTime() + time.toNanos();
  }

  /** What is measured. */
  @FunctionalInterface
  interface Operation {
    /**
     * Does one.
     *
     * @param slot which of those in flight; one at a time each
     */
    CompletionStage<?> next(int slot);
  }

  /**
   * Runs it.
   *
   * @throws java.util.concurrent.CompletionException if one operation fails
   */
  static Sample run(int inFlight, Duration time, Operation operation) {
    var loop = new ClosedLoop(operation, time);
    long start = System.nanoTime();
    CompletableFuture<?>[] slots =
        IntStream.range(0, inFlight).mapToObj(loop::slot).toArray(CompletableFuture<?>[]::new);
    CompletableFuture.allOf(slots).join();
    return new Sample(loop.latencies, Duration.ofNanos(System.nanoTime() - start));
  }

  private CompletableFuture<Void> slot(int slot) {
    var ended = new CompletableFuture<Void>();
    start(slot, ended);
    return ended;
  }

  private void start(int slot, CompletableFuture<Void> ended) {
    long begun = System.nanoTime();
    if (begun >= deadline) {
      ended.complete(null);
      return;
    }
    operation.next(slot).whenComplete((value, error) -> done(slot, ended, begun, error));
  }

  // Each of the four is of this one operation, and a holder for them would say no more.
  private void done(
      int slot, CompletableFuture<Void> ended, long begun, @Nullable Throwable error) {
    if (error != null) {
      ended.completeExceptionally(error);
      return;
    }
    latencies.recordValue(Math.min(System.nanoTime() - begun, MAX_NANOS));
    start(slot, ended);
  }
}
