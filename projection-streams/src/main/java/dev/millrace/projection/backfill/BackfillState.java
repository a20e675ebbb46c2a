package dev.millrace.projection.backfill;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a build was filled up.
 *
 * @param request that it serves, for which every aggregate is read; null: nobody asked, and only
 *     those are read that began before the topic does
 * @param position token of the last aggregate that was read
 * @param events that were sent so far; some twice, if that was interrupted
 * @param unusable rows that are no event; their aggregates stay parked
 */
public record BackfillState(
    @Nullable Instant request, long position, boolean finished, long events, long unusable) {

  /** Of a ring that Murmur3 spreads over all longs but the least. */
  private static final long BEGINNING = Long.MIN_VALUE;

  static BackfillState beginning(@Nullable Instant request) {
    return new BackfillState(request, BEGINNING, false, 0, 0);
  }

  static BackfillState notNeeded() {
    return new BackfillState(null, BEGINNING, true, 0, 0);
  }

  /** Whether every aggregate is to be read. */
  boolean isOfAll() {
    return request != null;
  }

  BackfillState at(long token, long moreEvents, long moreUnusable) {
    return new BackfillState(request, token, false, events + moreEvents, unusable + moreUnusable);
  }

  BackfillState done() {
    return new BackfillState(request, position, true, events, unusable);
  }

  /** How much of the ring was read, from 0 to 100. */
  public double percent() {
    if (finished) {
      return 100;
    }
    double share = ((double) position - BEGINNING) / (2.0 * Long.MAX_VALUE);
    // 100 is said when it is true.
    return Math.min(99.9, Math.round(share * 1000) / 10.0);
  }
}
