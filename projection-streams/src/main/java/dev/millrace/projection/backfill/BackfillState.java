package dev.millrace.projection.backfill;

/**
 * How far a build was filled up.
 *
 * @param whole whether every aggregate is to be read, not only those that began before the topic
 * @param position token of the last aggregate that was read
 * @param events that were sent so far; some twice, if that was interrupted
 * @param unusable rows that are no event; their aggregates stay parked
 */
public record BackfillState(
    boolean whole, long position, boolean finished, long events, long unusable) {

  /** Of a ring that Murmur3 spreads over all longs but the least. */
  private static final long BEGINNING = Long.MIN_VALUE;

  static BackfillState beginning(boolean whole) {
    return new BackfillState(whole, BEGINNING, false, 0, 0);
  }

  static BackfillState notNeeded() {
    return new BackfillState(false, BEGINNING, true, 0, 0);
  }

  BackfillState at(long token, long moreEvents, long moreUnusable) {
    return new BackfillState(whole, token, false, events + moreEvents, unusable + moreUnusable);
  }

  BackfillState done() {
    return new BackfillState(whole, position, true, events, unusable);
  }

  /** How much of the ring was read, from 0 to 100. */
  public double percent() {
    if (finished) {
      return 100;
    }
    double share = ((double) position - BEGINNING) / (2.0 * Long.MAX_VALUE);
    return Math.round(share * 1000) / 10.0;
  }
}
