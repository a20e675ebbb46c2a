package dev.millrace.bridge.sequencer;

import java.util.UUID;

/**
 * Events of an aggregate that have not come.
 *
 * @param after the last sequence before them
 * @param upTo the last sequence of them
 */
record Gap(UUID aggregate, long after, long upTo, Cause cause) {

  /** How they came to be missed. */
  enum Cause {
    /** A later event came. */
    HOLE,
    /** Nothing later came; only a watermark, or its refused event, told of them. */
    TAIL
  }
}
