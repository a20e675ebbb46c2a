package dev.millrace.bridge;

import dev.millrace.contract.CapturedEvent;
import dev.millrace.contract.EncodedEvent;
import dev.millrace.contract.EncodedEvent.AggregateId;
import dev.millrace.contract.EventMetadata;
import dev.millrace.contract.Topics;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;

/** Events with fixed times, for both halves of the bridge. */
public final class BridgeFixtures {

  public static final UUID ORDER = UUID.fromString("0b5a4c2e-0c7e-4a8e-9d4b-6a3f2c1d0e9f");
  public static final UUID COMMAND = UUID.fromString("a1b2c3d4-e5f6-4789-8abc-def012345678");
  public static final Instant NOON = Instant.parse("2026-11-23T12:00:00.125Z");
  public static final String TRACEPARENT =
      "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
  public static final EventMetadata METADATA =
      new EventMetadata(
          "conversation-1", COMMAND, "user-7", TRACEPARENT, Map.of("channel", "größe"));

  private BridgeFixtures() {}

  /** An event that differs from every other one of any aggregate. */
  public static EncodedEvent event(UUID aggregate, long sequence) {
    return new EncodedEvent(
        new UUID(aggregate.getLeastSignificantBits(), sequence),
        "order.confirmed",
        1,
        new AggregateId("order", aggregate),
        sequence,
        NOON.plusSeconds(sequence),
        METADATA,
        "{\"sequence\":" + sequence + ",\"text\":\"größe\"}");
  }

  public static CapturedEvent captured(UUID aggregate, long sequence) {
    return captured(event(aggregate, sequence), Topics.ORDER_EVENTS.name());
  }

  /** An event that is counted and not published. */
  public static CapturedEvent silent(UUID aggregate, long sequence) {
    return new CapturedEvent(event(aggregate, sequence), null, CapturedEvent.CDC);
  }

  public static CapturedEvent captured(EncodedEvent event, String topic) {
    return new CapturedEvent(event, topic, CapturedEvent.CDC);
  }

  /** An event whose payload is so many characters that take six bytes each in JSON. */
  public static CapturedEvent controlCharacters(UUID aggregate, long sequence, int count) {
    return captured(
        withPayload(event(aggregate, sequence), "\u0001".repeat(count)),
        Topics.ORDER_EVENTS.name());
  }

  /** The event at another time. */
  public static EncodedEvent occurred(EncodedEvent event, Instant at) {
    return new EncodedEvent(
        event.id(),
        event.type(),
        event.schemaVersion(),
        event.aggregate(),
        event.sequence(),
        at.truncatedTo(ChronoUnit.MILLIS),
        event.metadata(),
        event.payload());
  }

  public static EncodedEvent withPayload(EncodedEvent event, String payload) {
    return new EncodedEvent(
        event.id(),
        event.type(),
        event.schemaVersion(),
        event.aggregate(),
        event.sequence(),
        event.occurredAt(),
        event.metadata(),
        payload);
  }
}
