package dev.millrace.projection.fold;

import dev.millrace.projection.parking.Redrives;

/**
 * What a fold works with.
 *
 * @param projection names the build, for people
 * @param views name of the state store of views; renaming it loses the state
 * @param parked name of the state store of parked events
 */
public record FoldParts(
    String projection, String views, String parked, Redrives redrives, FoldMetrics metrics) {}
