package dev.millrace.projection.manage;

import dev.millrace.projection.Build;
import java.time.Instant;

/**
 * A build as the register knows it.
 *
 * @param codeVersion of the projection when the build was begun
 * @param wantedAt when that was said last, be it again
 * @param serving whether queries read its tables
 */
public record BuildRecord(
    Build build,
    int codeVersion,
    Wanted wanted,
    Instant wantedAt,
    Instant createdAt,
    boolean serving) {}
