package dev.millrace.projection.manage;

import dev.millrace.runtime.retry.Backoff;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Whether and when something that failed is started again: later each time, and after too many
 * failures within a while not at all, unless it is endless. Not thread-safe.
 */
final class RestartPolicy {

  private final int most;
  private final Duration within;
  private final Backoff backoff;
  private final Duration together;
  private final Deque<Instant> failures = new ArrayDeque<>();

  /**
   * A policy that has seen no failure.
   *
   * @param most failures within the time after which it is started again, still
   */
  RestartPolicy(int most, Duration within, Backoff backoff) {
    this(most, within, backoff, Duration.ZERO);
  }

  private RestartPolicy(int most, Duration within, Backoff backoff, Duration together) {
    this.most = most;
    this.within = within;
    this.backoff = backoff;
    this.together = together;
  }

  /**
   * One that starts it again however often it fails.
   *
   * @param together threads that die within this time of the first one die of one failure: how many
   *     there are makes no difference
   */
  static RestartPolicy endless(Duration within, Backoff backoff, Duration together) {
    return new RestartPolicy(Integer.MAX_VALUE, within, backoff, together);
  }

  /** It failed: after which time to start it; empty if it is not to be. */
  Optional<Duration> failed(Instant now) {
    failures.removeIf(earlier -> earlier.isBefore(now.minus(within)));
    if (failures.isEmpty() || !now.isBefore(failures.getLast().plus(together))) {
      failures.add(now);
    }
    return failures.size() > most ? Optional.empty() : Optional.of(backoff.delay(failures.size()));
  }

  /** Somebody looked after it. */
  void forget() {
    failures.clear();
  }
}
