package dev.millrace.projection.sink;

import dev.millrace.projection.sink.WaitingRows.Waiting;

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

  /** Of the limit, for a build that does not serve. */
  private static final int SHARE_OF_OTHERS = 8;

  private final ThreadLocal<PendingRows> rows;
  private final int maxInFlight;
  private volatile int limit;

  /**
   * A barrier of one build.
   *
   * @param maxInFlight rows that a stream thread may have on their way, and as many that wait,
   *     before it has to wait itself
   */
  // Not static, as is usual: a thread must not mix the counts of two projections.
  @SuppressWarnings("ThreadLocalUsage")
  public SinkBarrier(int maxInFlight, SinkMetrics metrics) {
    this.maxInFlight = maxInFlight;
    this.limit = maxInFlight;
    this.rows = ThreadLocal.withInitial(() -> new PendingRows(() -> limit, metrics));
  }

  /**
   * Whether queries read the build's rows. Of another one only an eighth as many are on their way:
   * a row of the build that serves waits behind them in the database.
   */
  public void serving(boolean serves) {
    limit = serves ? maxInFlight : Math.max(1, maxInFlight / SHARE_OF_OTHERS);
  }

  /**
   * Writes a row, soon; waits first while too many wait.
   *
   * @throws SinkFailedException if an earlier write of this thread has failed
   */
  <R> void write(Destination<R> to, String id, Waiting<R> row) {
    rows.get().add(to, id, row);
  }

  /**
   * Waits until every row that this thread has written is durable.
   *
   * @throws SinkFailedException if one could not be
   */
  public void awaitDurable() {
    rows.get().awaitAll();
  }
}
