package dev.millrace.projection.sink;

import dev.millrace.projection.sink.WaitingRows.Waiting;
import java.util.function.Supplier;

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
  private final ThreadLocal<Rests> rests;
  private final Limits limits;
  private volatile int limit;
  private volatile boolean serves = true;

  /**
   * What a build may take of the database.
   *
   * @param maxInFlight rows that a stream thread may have on their way, and as many that wait,
   *     before it has to wait itself
   * @param othersPercent of the time that a thread of a build that does not serve works off a
   *     backlog
   */
  public record Limits(int maxInFlight, int othersPercent) {}

  /** A barrier of one build; as if it served, until that is said. */
  public SinkBarrier(Limits limits, SinkMetrics metrics) {
    this(limits, metrics, Rests::real);
  }

  // Not static, as is usual: a thread must not mix the counts of two projections.
  @SuppressWarnings("ThreadLocalUsage")
  SinkBarrier(Limits limits, SinkMetrics metrics, Supplier<Rests> rests) {
    this.limits = limits;
    this.limit = limits.maxInFlight();
    this.rests = ThreadLocal.withInitial(rests);
    this.rows = ThreadLocal.withInitial(() -> new PendingRows(() -> limit, metrics));
  }

  /**
   * Whether queries read the build's rows. Of another one only an eighth as many are on their way:
   * a row of the build that serves waits behind them in the database. And it rests now and then.
   */
  public void serving(boolean nowServes) {
    serves = nowServes;
    limit = nowServes ? limits.maxInFlight() : Math.max(1, limits.maxInFlight() / SHARE_OF_OTHERS);
  }

  /**
   * Writes a row, soon; waits first while too many wait.
   *
   * @throws SinkFailedException if an earlier write of this thread has failed
   */
  <R> void write(Destination<R> to, String id, Waiting<R> row) {
    rows.get().add(to, id, row);
    if (!serves && !row.urgent()) {
      rests.get().worked(limits.othersPercent());
    }
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
