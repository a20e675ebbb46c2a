package dev.millrace.projection.sink;

import dev.millrace.projection.sink.WaitingRows.Burst;
import dev.millrace.projection.sink.WaitingRows.Waiting;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one stream thread that are not durable yet. Remembers the first failure.
 *
 * <p>An urgent row goes off at once while few are on their way, and takes those along that wait.
 * Otherwise it waits until those are back, or until as many wait as make a burst: under load, rows
 * thus go together, which is cheaper for both sides, those of one partition in one request, and of
 * a row that changes meanwhile only the newest version. (As Nagle's algorithm does it, RFC 896.)
 * Rows of a backlog go in bursts in any case, the last ones with the commit.
 *
 * <p>Sent is without the lock: by the stream thread, or by the driver's that brought the answer
 * which made room.
 */
final class PendingRows {

  /** So many are written side by side as they come: all rows of an event or two. */
  static final int FEW = 8;

  static final int BURST = 128;

  private final IntSupplier limit;
  private final SinkMetrics metrics;
  private final Map<Destination<?>, WaitingRows<?>> waiting = new LinkedHashMap<>();
  private int waitingCount;
  private int inFlight;
  private boolean urgent;
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
  <R> void add(Destination<R> to, String id, Waiting<R> row) {
    List<Burst> ready;
    synchronized (this) {
      WaitingRows<R> rows = rows(to);
      if (rows.has(id)) {
        requireNoFailure();
        metrics.merged();
      } else {
        // The limit may have become smaller than what waits; where nothing is on its way there is
        // nobody to tell of room, and a burst goes off with this row.
        await(() -> waitingCount < limit.getAsInt() || inFlight == 0);
        waitingCount++;
      }
      rows.add(id, row);
      urgent |= row.urgent();
      ready = ready();
    }
    ready.forEach(this::send);
  }

  @SuppressWarnings("unchecked") // put by the same destination
  private <R> WaitingRows<R> rows(Destination<R> to) {
    return (WaitingRows<R>) waiting.computeIfAbsent(to, key -> new WaitingRows<>(to));
  }

  /** Waits until all are durable. */
  void awaitAll() {
    List<Burst> rest;
    synchronized (this) {
      requireNoFailure();
      // Those that there is no room for yet go as soon as few are on their way.
      urgent = true;
      rest = take();
    }
    rest.forEach(this::send);
    synchronized (this) {
      await(() -> waitingCount == 0 && inFlight == 0);
    }
  }

  /** What is to be sent now; all of it counts as on its way. */
  private List<Burst> ready() {
    boolean now = (urgent && inFlight < FEW) || isBurst();
    return failure == null && waitingCount > 0 && now ? take() : List.of();
  }

  private boolean isBurst() {
    int max = limit.getAsInt();
    // Half at most: one is on its way while the next one gathers.
    int burst = Math.max(1, Math.min(BURST, max / 2));
    return waitingCount >= burst && inFlight + burst <= max;
  }

  private List<Burst> take() {
    List<Burst> bursts = new ArrayList<>();
    for (WaitingRows<?> rows : waiting.values()) {
      Burst burst = rows.take(Math.max(0, limit.getAsInt() - inFlight));
      if (burst.size() > 0) {
        waitingCount -= burst.size();
        inFlight += burst.size();
        bursts.add(burst);
      }
    }
    urgent &= waitingCount > 0;
    return bursts;
  }

  private void send(Burst burst) {
    metrics.started(burst.size());
    List<CompletionStage<Void>> rows;
    try {
      rows = burst.start().send();
    } catch (Throwable e) {
      // Whoever runs this, the stream thread has to know: it waits for these rows.
      failed(burst.size(), e);
      return;
    }
    rows.forEach(row -> row.whenComplete((done, error) -> end(error)));
  }

  private synchronized void failed(int rows, Throwable error) {
    for (int i = 0; i < rows; i++) {
      inFlight--;
      metrics.finished(error);
    }
    remember(error);
    notifyAll();
  }

  private void end(@Nullable Throwable error) {
    List<Burst> ready;
    synchronized (this) {
      inFlight--;
      metrics.finished(error);
      remember(error);
      ready = ready();
      notifyAll();
    }
    ready.forEach(this::send);
  }

  private void remember(@Nullable Throwable error) {
    if (failure == null) {
      failure = error instanceof CompletionException ? error.getCause() : error;
    }
  }

  private void await(BooleanSupplier condition) {
    try {
      while (!condition.getAsBoolean() && failure == null) {
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
}
