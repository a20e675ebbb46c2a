package dev.millrace.runtime.streams;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

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
    private @Nullable Place of;
  }

  /** A record, by where it stands. */
  record Place(String topic, int partition, long offset) {}

  /** A pace of one commit in an interval. */
  public CommitPace(Duration interval) {
    this.intervalMillis = interval.toMillis();
  }

  /**
   * Takes the next commit of this thread, if it is time for one.
   *
   * @param of the record that is worked on; null if it is none. Who asks again for the same one has
   *     its commit already: it comes when all of the record is done
   * @return zero if it was taken, else how long to wait
   */
  Duration take(long nowMillis, @Nullable Place of) {
    Last commit = last.get();
    if (of != null && of.equals(commit.of)) {
      return Duration.ZERO;
    }
    long wait = commit.millis + intervalMillis - nowMillis;
    // A clock that was set back must not hold up anything.
    if (wait <= 0 || wait > intervalMillis) {
      commit.millis = nowMillis;
      commit.of = of;
      return Duration.ZERO;
    }
    return Duration.ofMillis(wait);
  }

  /** Whether this thread took a commit after that time. */
  boolean takenAfter(long millis) {
    return last.get().millis > millis;
  }
}
