package dev.millrace.runtime.streams;

import java.time.Duration;

/**
 * How soon after the last commit the next one may be asked for. A commit is of all partitions of a
 * stream thread: those of a thread share one pace, and each thread has its own.
 */
public final class CommitPace {

  private final long intervalMillis;

  // Not static, as is usual: applications differ.
  @SuppressWarnings("ThreadLocalUsage")
  private final ThreadLocal<Last> last = ThreadLocal.withInitial(Last::new);

  private static final class Last {
    private long millis;
  }

  /** A pace of one commit in an interval. */
  public CommitPace(Duration interval) {
    this.intervalMillis = interval.toMillis();
  }

  /**
   * Takes the next commit of this thread, if it is time for one.
   *
   * @return zero if it was taken, else how long to wait
   */
  Duration take(long nowMillis) {
    Last commit = last.get();
    long wait = commit.millis + intervalMillis - nowMillis;
    // A clock that was set back must not hold up anything.
    if (wait <= 0 || wait > intervalMillis) {
      commit.millis = nowMillis;
      return Duration.ZERO;
    }
    return Duration.ofMillis(wait);
  }

  /** Whether this thread took a commit after that time. */
  boolean takenAfter(long millis) {
    return last.get().millis > millis;
  }
}
