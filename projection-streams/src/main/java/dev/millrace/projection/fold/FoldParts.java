package dev.millrace.projection.fold;

import dev.millrace.projection.parking.Redrives;
import dev.millrace.runtime.streams.CommitPace;

/**
 * What a fold works with.
 *
 * @param projection names the build, for people
 * @param views name of the state store of views; renaming it loses the state
 * @param parked name of the state store of parked events
 * @param pace of commits
 */
public record FoldParts(
    String projection,
    String views,
    String parked,
    Redrives redrives,
    CommitPace pace,
    FoldMetrics metrics) {}
