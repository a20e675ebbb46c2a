package dev.millrace.projection.parking;

import org.jspecify.annotations.Nullable;

/**
 * What a redrive would make of an aggregate's parked events.
 *
 * @param wouldFold how many of them it would project now
 * @param wouldStopAt why it would get no further; null if it would project all
 */
public record DryRun(int wouldFold, @Nullable String wouldStopAt) {}
