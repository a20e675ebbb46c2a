/** Walks the event store and tells the sequencer how many events each aggregate has. */
@NullMarked
package dev.millrace.bridge.audit;

import org.jspecify.annotations.NullMarked;
