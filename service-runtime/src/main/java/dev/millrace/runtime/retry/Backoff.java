package dev.millrace.runtime.retry;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Exponential backoff with "equal jitter", as in <a
 * href="https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/">Exponential
 * Backoff And Jitter</a>: those that failed together do not all come back at once.
 *
 * @param base upper bound of the first delay, which doubles with every failure
 * @param cap upper bound of every delay
 */
public record Backoff(Duration base, Duration cap) {

  /** From a tenth of a second to ten seconds: for systems that are away. */
  public static final Backoff USUAL = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(10));

  /** The delay after so many failures in a row, from 1: between half of its bound and the bound. */
  public Duration delay(int failures) {
    long ceiling = ceilingMillis(failures);
    return Duration.ofMillis(ThreadLocalRandom.current().nextLong(ceiling / 2, ceiling + 1));
  }

  long ceilingMillis(int failures) {
    // 20 doublings are past any cap and before any overflow.
    return Math.min(base.toMillis() << Math.min(failures - 1, 20), cap.toMillis());
  }
}
