package dev.millrace.projection.manage;

import dev.millrace.projection.Build;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A build as the register knows it.
 *
 * @param codeVersion of the projection when the build was begun
 * @param wantedAt when that was said last, be it again
 * @param servedAt when it began to serve, the last time; null if it never did
 * @param serving whether queries read its tables
 */
public record BuildRecord(
    Build build,
    int codeVersion,
    Wanted wanted,
    Instant wantedAt,
    Instant createdAt,
    @Nullable Instant servedAt,
    boolean serving) {}
