package dev.millrace.command.handler;

import java.time.Instant;

/**
 * How much of a history counts: everything up to an event. Since neither sequences nor times ever
 * go back within an aggregate, nothing counts again after the first event that does not.
 */
@FunctionalInterface
public interface Horizon {

  /** All of it. */
  Horizon NOW = (sequence, occurredAt) -> true;

  /** Whether the event of that sequence, which occurred then, counts. */
  boolean includes(long sequence, Instant occurredAt);

  /** Up to the event of that sequence. */
  static Horizon version(long version) {
    return (sequence, occurredAt) -> sequence <= version;
  }

  /** Up to the last event that occurred at the instant or before. */
  static Horizon instant(Instant instant) {
    return (sequence, occurredAt) -> !occurredAt.isAfter(instant);
  }
}
