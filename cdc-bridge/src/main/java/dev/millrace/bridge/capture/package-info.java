/**
 * Reads the event store's CDC log and sends its outbox rows to {@code order-capture}.
 *
 * <p>Of scylla-cdc-java it uses what finds generations and streams ({@code Master}) and what reads
 * one window of one task ({@code WorkerCQL}). The loop over the windows is our own, not the
 * library's {@code Worker}, because that one knows a single window size (a cold start would read a
 * week in steps of half a second), ends a task in silence when its transport throws, has no place
 * to wait for acknowledgements, and needs a chain of futures for every row.
 */
@NullMarked
package dev.millrace.bridge.capture;

import org.jspecify.annotations.NullMarked;
