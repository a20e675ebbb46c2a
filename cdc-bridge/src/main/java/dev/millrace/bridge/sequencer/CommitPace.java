package dev.millrace.bridge.sequencer;

import java.time.Duration;

/**
 * How soon after the last commit the next one may be asked for: a commit is of all partitions of a
 * stream thread, and an instance has one, so they share one pace. Thread-safe.
 */
final class CommitPace {

  private final long intervalMillis;
  private long lastMillis;

  CommitPace(Duration interval) {
    this.intervalMillis = interval.toMillis();
  }

  /**
   * Takes the next commit, if it is time for one.
   *
   * @return zero if it was taken, else how long to wait
   */
  synchronized Duration take(long nowMillis) {
    long wait = lastMillis + intervalMillis - nowMillis;
    // A clock that was set back must not hold up anything.
    if (wait <= 0 || wait > intervalMillis) {
      lastMillis = nowMillis;
      return Duration.ZERO;
    }
    return Duration.ofMillis(wait);
  }

  /** Whether a commit was taken after that time. */
  synchronized boolean takenAfter(long millis) {
    return lastMillis > millis;
  }
}
