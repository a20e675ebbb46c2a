package dev.millrace.projection.manage;

import dev.millrace.runtime.retry.Backoff;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Whether and when something that failed is started again: later each time, and after too many
 * failures within a while not at all. Not thread-safe.
 */
final class RestartPolicy {

  private final int most;
  private final Duration within;
  private final Backoff backoff;
  private final Deque<Instant> failures = new ArrayDeque<>();

  /**
   * A policy that has seen no failure.
   *
   * @param most failures within the time after which it is started again, still
   */
  RestartPolicy(int most, Duration within, Backoff backoff) {
    this.most = most;
    this.within = within;
    this.backoff = backoff;
  }

  /** It failed: after which time to start it; empty if it is not to be. */
  Optional<Duration> failed(Instant now) {
    failures.removeIf(earlier -> earlier.isBefore(now.minus(within)));
    failures.add(now);
    return failures.size() > most ? Optional.empty() : Optional.of(backoff.delay(failures.size()));
  }

  /** Somebody looked after it. */
  void forget() {
    failures.clear();
  }
}
