package dev.millrace.contract;

import dev.millrace.contract.EncodedEvent.AggregateId;
import dev.millrace.order.domain.CancellationReason;
import dev.millrace.order.domain.OrderEvent;
import dev.millrace.order.domain.OrderItem;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** One event of each type, with fixed ids and times. */
final class ContractFixtures {

  static final UUID ORDER = UUID.fromString("0b5a4c2e-0c7e-4a8e-9d4b-6a3f2c1d0e9f");
  static final UUID CUSTOMER = UUID.fromString("7d9f3b1a-2c4e-4f6a-8b0c-1d2e3f4a5b6c");
  static final UUID EVENT = UUID.fromString("3f2e1d0c-9b8a-4765-a432-10fedcba9876");
  static final UUID COMMAND = UUID.fromString("a1b2c3d4-e5f6-4789-8abc-def012345678");
  static final Instant NOON = Instant.parse("2026-11-23T12:00:00.125Z");
  static final List<OrderItem> ITEMS =
      List.of(new OrderItem("tea", 2, 450), new OrderItem("cup", 1, 1_200));

  static final OrderEvent CREATED = new OrderEvent.Created(CUSTOMER, "EUR", ITEMS, 2_100);
  static final OrderEvent SHIPPED = new OrderEvent.Shipped("T-1", "post");

  static final OrderEvent CANCELLED =
      new OrderEvent.Cancelled(
          new CancellationReason(CancellationReason.Code.OUT_OF_STOCK, "no tea left"), "clerk");

  static final EventMetadata METADATA =
      new EventMetadata(
          "conversation-1",
          COMMAND,
          "user-7",
          "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
          Map.of("channel", "web", "größe", "xl"));

  private ContractFixtures() {}

  static Stream<OrderEvent> everyEvent() {
    return Stream.of(
        CREATED,
        new OrderEvent.ItemsUpdated(List.of(new OrderItem("pot", 1, 3_000)), 3_000),
        new OrderEvent.Confirmed(),
        SHIPPED,
        new OrderEvent.Delivered("A. Reader"),
        CANCELLED);
  }

  static EventEnvelope<OrderEvent> envelope(long sequence, OrderEvent event) {
    return new EventEnvelope<>(
        EVENT,
        new AggregateId("order", ORDER),
        sequence,
        NOON.plusSeconds(sequence - 1),
        METADATA,
        event);
  }

  static EncodedEvent encoded() {
    return OrderEvents.TYPES.encode(envelope(1, CREATED));
  }

  /** The envelope of {@link #envelope} at sequence 1, around what was once written. */
  static EncodedEvent stored(String type, int schemaVersion, String payload) {
    return new EncodedEvent(
        EVENT, type, schemaVersion, new AggregateId("order", ORDER), 1, NOON, METADATA, payload);
  }
}
