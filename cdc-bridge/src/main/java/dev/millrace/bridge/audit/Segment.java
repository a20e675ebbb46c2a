package dev.millrace.bridge.audit;

/**
 * A part of the ring of tokens, which Murmur3 spreads over all longs but the least.
 *
 * @param after the token before it
 * @param upTo its last token
 */
record Segment(long after, long upTo) {

  /** Before the first token. */
  static final long BEGINNING = Long.MIN_VALUE;

  static final long END = Long.MAX_VALUE;

  /** As much of the ring after a token as the width allows. */
  static Segment after(long token, long width) {
    long end = token + width;
    // An overflow is the end of the ring.
    return new Segment(token, end < token ? END : end);
  }

  boolean isLast() {
    return upTo == END;
  }

  /** How much of the ring lies up to a token, from 0 to 1. */
  static double fraction(long token) {
    return (token - (double) BEGINNING) / ((double) END - (double) BEGINNING);
  }
}
