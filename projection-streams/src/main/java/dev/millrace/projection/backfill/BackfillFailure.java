package dev.millrace.projection.backfill;

import java.time.Instant;

/**
 * What a backfill failed of last, when nothing has been noted since. It is tried again every few
 * seconds.
 */
public record BackfillFailure(Instant at, String message) {

  /** Drivers name every node that they tried. */
  private static final int LONGEST = 500;

  static BackfillFailure of(Exception e, Instant at) {
    Throwable cause = e;
    while (cause.getCause() != null && cause.getCause() != cause) {
      cause = cause.getCause();
    }
    String message = cause.toString();
    return new BackfillFailure(at, message.substring(0, Math.min(message.length(), LONGEST)));
  }
}
