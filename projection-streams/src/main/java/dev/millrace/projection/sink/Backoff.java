package dev.millrace.projection.sink;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Exponential backoff with jitter.
 *
 * @param base upper bound of the first delay, which doubles with every attempt
 * @param cap upper bound of every delay
 */
public record Backoff(Duration base, Duration cap) {

  private static final int MAX_DOUBLINGS = 20;

  /** The delay after the given attempt, counted from 1: between half of its bound and the bound. */
  Duration delay(int attempt) {
    long bound = boundMillis(attempt);
    return Duration.ofMillis(bound - ThreadLocalRandom.current().nextLong(bound / 2 + 1));
  }

  long boundMillis(int attempt) {
    long grown = base.toMillis() << Math.min(attempt - 1, MAX_DOUBLINGS);
    return Math.min(grown, cap.toMillis());
  }
}
