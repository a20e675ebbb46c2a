package dev.millrace.projection.manage;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a build failed of last, until it has run well for some time since. Thread-safe.
 *
 * @see #PROBATION
 */
final class LastErrors {

  /** How long a build has to run without a failure until the last one is history. */
  static final Duration PROBATION = Duration.ofMinutes(10);

  private @Nullable LastError last;
  private @Nullable Instant runningSince;

  /** A failure, in words. */
  record LastError(Instant at, String message) {}

  /** It failed. What is told is what it comes from. */
  synchronized void add(Throwable error, Instant now) {
    Throwable cause = error;
    while (cause.getCause() != null && cause.getCause() != cause) {
      cause = cause.getCause();
    }
    last = new LastError(now, cause.toString());
    runningSince = null;
  }

  /** Whether it runs now; to be called again and again. */
  synchronized void running(boolean runs, Instant now) {
    if (!runs) {
      runningSince = null;
    } else if (runningSince == null) {
      runningSince = now;
    } else if (!now.isBefore(runningSince.plus(PROBATION))) {
      last = null;
    }
  }

  synchronized Optional<LastError> last() {
    return Optional.ofNullable(last);
  }
}
