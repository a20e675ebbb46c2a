/** Fills a build up from the event store with the events that its topic no longer has. */
@NullMarked
package dev.millrace.projection.backfill;

import org.jspecify.annotations.NullMarked;
