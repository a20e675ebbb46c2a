package dev.millrace.contract;

import dev.millrace.contract.EncodedEvent.AggregateId;
import java.time.Instant;
import java.util.UUID;

/** A decoded event with its envelope; the components are those of {@link EncodedEvent}. */
public record EventEnvelope<E>(
    UUID id,
    AggregateId aggregate,
    long sequence,
    Instant occurredAt,
    EventMetadata metadata,
    E event) {}
