package dev.millrace.bridge.sequencer;

import java.time.Duration;
import java.time.Instant;

/**
 * Tells a fault that passes from one that comes again: the successor of a stream thread that died
 * has to live for a while before it counts as at work, and longer after each death. Thread-safe.
 */
final class ThreadDeaths {

  private static final Duration FIRST = Duration.ofSeconds(10);
  private static final Duration LONGEST = Duration.ofMinutes(1);

  /** Deaths that are further apart have nothing to do with each other. */
  private static final Duration RELATED = Duration.ofMinutes(10);

  private Instant last = Instant.MIN;
  private Duration probation = Duration.ZERO;

  synchronized void died(Instant now) {
    boolean related = last.isAfter(now.minus(RELATED));
    Duration doubled = probation.multipliedBy(2);
    probation = !related ? FIRST : doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
    last = now;
  }

  /** Whether no thread died, or the last one's successor has lived for long enough. */
  synchronized boolean areOvercome(Instant now) {
    return !last.isAfter(now.minus(probation));
  }
}
