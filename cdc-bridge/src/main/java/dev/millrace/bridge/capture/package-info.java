/**
 * Reads the event store's CDC log and sends its outbox rows to {@code order-capture}.
 *
 * <p>Of scylla-cdc-java it uses what finds generations and streams ({@code Master}). The loop over
 * the windows is our own, not the library's {@code Worker}, because that one knows a single window
 * size (a cold start would read a week in steps of half a second), ends a task in silence when its
 * transport throws, and has no place to wait for acknowledgements; so is the read of a window,
 * because the library's hands over every row through another thread.
 */
@NullMarked
package dev.millrace.bridge.capture;

import org.jspecify.annotations.NullMarked;
