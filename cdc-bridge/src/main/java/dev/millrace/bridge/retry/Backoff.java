package dev.millrace.bridge.retry;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Exponential backoff with jitter: tasks that failed together do not all come back at once.
 *
 * @param base upper bound of the first delay, which doubles with every failure
 * @param cap upper bound of every delay
 */
public record Backoff(Duration base, Duration cap) {

  /** From a tenth of a second to ten seconds. */
  public static final Backoff USUAL = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(10));

  /** The delay after the given number of failures in a row, from 1: half to all of its bound. */
  public Duration delay(int failures) {
    long ceiling = ceilingMillis(failures);
    return Duration.ofMillis(ThreadLocalRandom.current().nextLong(ceiling / 2, ceiling + 1));
  }

  long ceilingMillis(int failures) {
    // 20 doublings are past any cap and before any overflow.
    return Math.min(base.toMillis() << Math.min(failures - 1, 20), cap.toMillis());
  }
}
