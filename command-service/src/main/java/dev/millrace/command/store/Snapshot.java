package dev.millrace.command.store;

import java.time.Instant;
import java.util.UUID;

/**
 * The state of an aggregate as of one of its events, kept so that the events up to it need not be
 * read again. Disposable: events alone are the truth.
 *
 * @param sequence of that event
 * @param schemaVersion of the state's JSON; a snapshot of another version is not read
 * @param state JSON
 * @param createdAt when the aggregate's first event occurred
 * @param updatedAt when that event occurred
 */
public record Snapshot(
    UUID aggregateId,
    String aggregateType,
    long sequence,
    int schemaVersion,
    String state,
    Instant createdAt,
    Instant updatedAt) {}
