package dev.millrace.runtime.streams;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How soon a commit may be asked for. A commit is of all partitions of a stream thread: those of a
 * thread share one pace, and each thread has its own.
 */
public final class CommitPace {

  private static final long NONE = Long.MIN_VALUE;

  private final long intervalMillis;
  private final boolean gathers;

  // Not static, as is usual: applications differ.
  @SuppressWarnings("ThreadLocalUsage")
  private final ThreadLocal<Last> last = ThreadLocal.withInitial(Last::new);

  private static final class Last {
    private long millis;
    private @Nullable Place of;
    private long gatheringSince = NONE;
  }

  /** A record, by where it stands. */
  record Place(String topic, int partition, long offset) {}

  private CommitPace(Duration interval, boolean gathers) {
    this.intervalMillis = interval.toMillis();
    this.gathers = gathers;
  }

  /** At once, unless the last one was asked for less than an interval ago. */
  public static CommitPace atOnce(Duration interval) {
    return new CommitPace(interval, false);
  }

  /**
   * An interval after the first record that is to be committed. For threads whose commits take long
   * beside the interval: what comes during a commit waits for its end, and so it is not to be the
   * next one's beginning as well.
   */
  public static CommitPace gathering(Duration interval) {
    return new CommitPace(interval, true);
  }

  /**
   * Takes the next commit of this thread, if it is time for one.
   *
   * @param of the record that is worked on; null if it is none. Who asks again for the same one has
   *     its commit already: it comes when all of the record is done
   * @param leastMillis an interval that is to be kept if it is longer than the usual one
   * @return zero if it was taken, else how long to wait
   */
  Duration take(long nowMillis, @Nullable Place of, long leastMillis) {
    long interval = Math.max(intervalMillis, leastMillis);
    Last commit = last.get();
    if (of != null && of.equals(commit.of)) {
      return Duration.ZERO;
    }
    if (gathers && commit.gatheringSince == NONE) {
      commit.gatheringSince = nowMillis;
    }
    long since = gathers ? commit.gatheringSince : commit.millis;
    long wait = since + interval - nowMillis;
    // A clock that was set back must not hold up anything.
    if (wait <= 0 || wait > interval) {
      commit.millis = nowMillis;
      commit.of = of;
      commit.gatheringSince = NONE;
      return Duration.ZERO;
    }
    return Duration.ofMillis(wait);
  }

  /** Whether this thread took a commit after that time. */
  boolean takenAfter(long millis) {
    return last.get().millis > millis;
  }
}
