/**
 * Turns what was captured, doubled and out of order, into each aggregate's events once, in order.
 */
@NullMarked
package dev.millrace.bridge.sequencer;

import org.jspecify.annotations.NullMarked;
