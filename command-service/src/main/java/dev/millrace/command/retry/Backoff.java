package dev.millrace.command.retry;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Exponential backoff with full jitter, as in <a
 * href="https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/">Exponential
 * Backoff And Jitter</a>: competitors that failed together do not meet again.
 *
 * @param base upper bound of the first delay, which doubles with every attempt
 * @param cap upper bound of every delay
 */
public record Backoff(Duration base, Duration cap) {

  /** The delay after the given attempt, counted from 1. */
  public Duration delay(int attempt) {
    long ceiling = ceilingMillis(attempt);
    return Duration.ofMillis(ThreadLocalRandom.current().nextLong(ceiling + 1));
  }

  long ceilingMillis(int attempt) {
    // 20 doublings are past any cap and before any overflow.
    long grown = base.toMillis() << Math.min(attempt - 1, 20);
    return Math.min(grown, cap.toMillis());
  }
}
