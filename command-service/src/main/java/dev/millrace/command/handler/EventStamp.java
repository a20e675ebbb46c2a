package dev.millrace.command.handler;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.function.Supplier;

/** Where new events get their time and their ids from. */
public record EventStamp(Clock clock, Supplier<UUID> ids) {

  /** The system's clock and random ids. */
  public static EventStamp system() {
    return new EventStamp(Clock.systemUTC(), UUID::randomUUID);
  }

  /** Now, in the whole milliseconds that the store keeps. */
  Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
