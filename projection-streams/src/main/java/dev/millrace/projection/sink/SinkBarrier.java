package dev.millrace.projection.sink;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Keeps offsets behind the writes: a stream thread that commits waits here until every write that
 * it has started is durable.
 *
 * <p>Counts by thread, because a thread commits what it alone has processed: Kafka Streams
 * processes and commits the tasks of a thread on that thread. A failed write thus stops its own
 * thread only, and for good: the thread dies without committing, and its successor starts with a
 * clean count and processes the records again.
 */
public final class SinkBarrier {

  private final ThreadLocal<WritesInFlight> writes;
  private final SinkMetrics metrics;

  /**
   * A barrier of one projection.
   *
   * @param maxInFlight writes that a stream thread may have in flight before it has to wait
   */
  // Not static, as is usual: a thread must not mix the counts of two projections.
  @SuppressWarnings("ThreadLocalUsage")
  public SinkBarrier(int maxInFlight, SinkMetrics metrics) {
    this.writes = ThreadLocal.withInitial(() -> new WritesInFlight(maxInFlight));
    this.metrics = metrics;
  }

  /**
   * Starts a write; waits first while too many are in flight.
   *
   * @throws SinkFailedException if an earlier write of this thread has failed
   */
  public <R> void write(Sink<R> sink, R row) {
    WritesInFlight ofThread = writes.get();
    ofThread.begin();
    metrics.started();
    start(sink, row)
        .whenComplete(
            (done, error) -> {
              metrics.finished(error);
              ofThread.end(error);
            });
  }

  /**
   * Waits until every write that this thread has started is durable.
   *
   * @throws SinkFailedException if one has failed
   */
  public void awaitDurable() {
    writes.get().awaitAll();
  }

  private static <R> CompletionStage<Void> start(Sink<R> sink, R row) {
    try {
      return sink.write(row);
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }
}
