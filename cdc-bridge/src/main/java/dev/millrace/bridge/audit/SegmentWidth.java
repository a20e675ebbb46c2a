package dev.millrace.bridge.audit;

/**
 * How much of the ring to read at once: so much that a segment holds some hundreds of aggregates,
 * however many there are in all.
 */
final class SegmentWidth {

  static final long WIDEST = 1L << 60;
  private static final long FIRST = 1L << 56;
  private static final int FEW = 100;
  private static final int MANY = 1_000;

  private long width = FIRST;

  long next() {
    return width;
  }

  /** Learns from how many aggregates a segment of this width held. */
  void learn(int aggregates) {
    if (aggregates < FEW) {
      width = Math.min(width * 2, WIDEST);
    } else if (aggregates > MANY) {
      width = Math.max(width / 2, 1);
    }
  }
}
