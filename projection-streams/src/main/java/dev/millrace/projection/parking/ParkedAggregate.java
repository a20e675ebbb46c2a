package dev.millrace.projection.parking;

import org.jspecify.annotations.Nullable;

/**
 * An aggregate that waits, or a row that the database refused.
 *
 * @param id of the aggregate, or table and row
 * @param firstSequence of what waits first; 0 of a row
 * @param records that wait
 * @param cause why the first one waits
 * @param wouldFold how many of them a redrive would project now; a row's write is not tried; null
 *     of an aggregate whose view is on another instance, which alone can say
 * @param wouldStopAt why it would get no further; null if it would project all, or cannot be said
 */
public record ParkedAggregate(
    String id,
    long firstSequence,
    int records,
    String cause,
    @Nullable Integer wouldFold,
    @Nullable String wouldStopAt) {}
