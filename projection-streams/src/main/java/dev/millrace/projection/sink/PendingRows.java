package dev.millrace.projection.sink;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.IntSupplier;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one stream thread that are not durable yet. Remembers the first failure.
 *
 * <p>A row goes off at once while none is on its way. Otherwise it waits until the others are back,
 * or until as many wait as make a burst: under load, rows thus go together, which is cheaper for
 * both sides, those of one partition in one request, and of a row that changes meanwhile only the
 * newest version. (As Nagle's algorithm does it, RFC 896.)
 */
final class PendingRows {

  static final int BURST = 64;

  private final IntSupplier limit;
  private final SinkMetrics metrics;
  private final Map<Destination<?>, WaitingRows<?>> waiting = new LinkedHashMap<>();
  private int waitingCount;
  private int inFlight;
  private @Nullable Throwable failure;

  /**
   * None yet.
   *
   * @param limit of rows on their way, as it is now; as many more may wait
   */
  PendingRows(IntSupplier limit, SinkMetrics metrics) {
    this.limit = limit;
    this.metrics = metrics;
  }

  /** Adds a row; waits while there is no room. */
  synchronized <R> void add(Destination<R> to, String id, R row) {
    WaitingRows<R> rows = rows(to);
    if (rows.has(id)) {
      requireNoFailure();
      metrics.merged();
    } else {
      await(() -> waitingCount < limit.getAsInt());
      waitingCount++;
    }
    rows.add(id, row);
    if (inFlight == 0 || isBurst()) {
      send();
    }
  }

  @SuppressWarnings("unchecked") // put by the same destination
  private <R> WaitingRows<R> rows(Destination<R> to) {
    return (WaitingRows<R>) waiting.computeIfAbsent(to, key -> new WaitingRows<>(to));
  }

  private boolean isBurst() {
    int max = limit.getAsInt();
    int burst = Math.min(BURST, max);
    return waitingCount >= burst && inFlight + burst <= max;
  }

  /** Waits until all are durable. */
  synchronized void awaitAll() {
    requireNoFailure();
    send();
    await(() -> waitingCount == 0 && inFlight == 0);
  }

  private void send() {
    List<WaitingRows.Burst> bursts = new ArrayList<>();
    for (WaitingRows<?> rows : waiting.values()) {
      WaitingRows.Burst burst = rows.take(Math.max(0, limit.getAsInt() - inFlight));
      if (burst.size() > 0) {
        waitingCount -= burst.size();
        inFlight += burst.size();
        bursts.add(burst);
      }
    }
    bursts.forEach(this::send);
  }

  private void send(WaitingRows.Burst burst) {
    metrics.started(burst.size());
    for (CompletionStage<Void> row : burst.start().send()) {
      row.whenComplete((done, error) -> end(error));
    }
  }

  private synchronized void end(@Nullable Throwable error) {
    inFlight--;
    metrics.finished(error);
    if (failure == null) {
      failure = error instanceof CompletionException ? error.getCause() : error;
    }
    if (failure == null && waitingCount > 0 && (inFlight == 0 || isBurst())) {
      send();
    }
    notifyAll();
  }

  private void await(Condition condition) {
    try {
      while (!condition.holds() && failure == null) {
        wait();
      }
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
    requireNoFailure();
  }

  private void requireNoFailure() {
    if (failure != null) {
      throw new SinkFailedException(failure);
    }
  }

  @FunctionalInterface
  private interface Condition {
    boolean holds();
  }
}
