package dev.millrace.projection.backfill;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a build was filled up.
 *
 * @param request that it serves, for which every aggregate is read; null: nobody asked, and only
 *     those are read that began before the topic does
 * @param position token of the last aggregate that was read
 * @param counts of the rows that were read so far
 * @param failure that it stands still of; null if it goes on, or has finished
 */
public record BackfillState(
    @Nullable Instant request,
    long position,
    boolean finished,
    RowCounts counts,
    @Nullable BackfillFailure failure) {

  /** Of a ring that Murmur3 spreads over all longs but the least. */
  private static final long BEGINNING = Long.MIN_VALUE;

  static BackfillState beginning(@Nullable Instant request) {
    return new BackfillState(request, BEGINNING, false, RowCounts.NONE, null);
  }

  static BackfillState notNeeded() {
    return new BackfillState(null, BEGINNING, true, RowCounts.NONE, null);
  }

  /** Whether every aggregate is to be read. */
  boolean isOfAll() {
    return request != null;
  }

  /** It has come further: what it failed of is over. */
  BackfillState at(long token, RowCounts more) {
    return new BackfillState(request, token, false, counts.plus(more), null);
  }

  BackfillState done() {
    return new BackfillState(request, position, true, counts, null);
  }

  /** The same, as far as it got. */
  BackfillState failing(@Nullable BackfillFailure of) {
    return new BackfillState(request, position, finished, counts, finished ? null : of);
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
