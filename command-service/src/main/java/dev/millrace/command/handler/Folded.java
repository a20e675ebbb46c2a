package dev.millrace.command.handler;

import dev.millrace.contract.EventEnvelope;
import java.time.Instant;

/**
 * An aggregate folded up to one of its events.
 *
 * @param version sequence of that event; 0 before the first
 * @param createdAt when the first event occurred
 * @param updatedAt when that event occurred
 */
public record Folded<S>(long version, S state, Instant createdAt, Instant updatedAt) {

  static <S> Folded<S> nothing(S initial) {
    return new Folded<>(0, initial, Instant.EPOCH, Instant.EPOCH);
  }

  /** One event further, with the state that it led to. */
  Folded<S> next(EventEnvelope<?> event, S newState) {
    Instant created = version == 0 ? event.occurredAt() : createdAt;
    return new Folded<>(event.sequence(), newState, created, event.occurredAt());
  }
}
