package dev.millrace.projection;

import dev.millrace.contract.EncodedEvent;
import dev.millrace.contract.EncodedEvent.AggregateId;
import dev.millrace.contract.EventEnvelope;
import dev.millrace.contract.EventMetadata;
import dev.millrace.contract.EventRecords;
import dev.millrace.contract.OrderEvents;
import dev.millrace.contract.Topics;
import dev.millrace.order.domain.CancellationReason;
import dev.millrace.order.domain.OrderEvent;
import dev.millrace.order.domain.OrderItem;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Records of {@code order-events}, with fixed ids and times. */
final class EventFixtures {

  static final UUID ORDER = UUID.fromString("0b5a4c2e-0c7e-4a8e-9d4b-6a3f2c1d0e9f");
  static final UUID OTHER_ORDER = UUID.fromString("5c4d3e2f-1a0b-4c9d-8e7f-6a5b4c3d2e1f");
  static final UUID CUSTOMER = UUID.fromString("7d9f3b1a-2c4e-4f6a-8b0c-1d2e3f4a5b6c");
  static final Instant NOON = Instant.parse("2026-11-23T12:00:00.125Z");

  static final List<OrderItem> ITEMS =
      List.of(new OrderItem("tea", 2, 450), new OrderItem("cup", 1, 1_200));
  static final List<OrderItem> NEW_ITEMS = List.of(new OrderItem("pot", 1, 3_000));

  static final OrderEvent CREATED = created(CUSTOMER);
  static final OrderEvent ITEMS_UPDATED = new OrderEvent.ItemsUpdated(NEW_ITEMS, 3_000);
  static final CancellationReason TOO_LATE =
      new CancellationReason(CancellationReason.Code.CUSTOMER_REQUEST, "too \"late\"");
  static final OrderEvent CONFIRMED = new OrderEvent.Confirmed();
  static final OrderEvent SHIPPED = new OrderEvent.Shipped("T-1", "post");
  static final OrderEvent DELIVERED = new OrderEvent.Delivered("A. Reader");
  static final OrderEvent CANCELLED = new OrderEvent.Cancelled(TOO_LATE, "customer");

  private EventFixtures() {}

  static OrderEvent created(UUID customer) {
    return new OrderEvent.Created(customer, "EUR", ITEMS, 2_100);
  }

  /** When the event of this sequence occurred, which is the time of its record too. */
  static Instant time(long sequence) {
    return NOON.plusSeconds(sequence - 1);
  }

  static EventEnvelope<OrderEvent> envelope(UUID order, long sequence, OrderEvent event) {
    return new EventEnvelope<>(
        UUID.nameUUIDFromBytes(bytes(order + "@" + sequence)),
        new AggregateId("order", order),
        sequence,
        time(sequence),
        new EventMetadata("conversation-1", order, null, null, Map.of("channel", "web")),
        event);
  }

  static EncodedEvent encoded(UUID order, long sequence, OrderEvent event) {
    return OrderEvents.TYPES.encode(envelope(order, sequence, event));
  }

  static ProducerRecord<byte[], byte[]> record(UUID order, long sequence, OrderEvent event) {
    EncodedEvent encoded = encoded(order, sequence, event);
    var record = record(bytes(order.toString()), bytes(encoded.payload()), sequence);
    EventRecords.writeHeaders(encoded, record.headers());
    return record;
  }

  /** A record without headers. */
  static ProducerRecord<byte[], byte[]> record(byte[] key, byte[] value, long sequence) {
    return new ProducerRecord<>(
        Topics.ORDER_EVENTS.name(), null, time(sequence).toEpochMilli(), key, value);
  }

  /** The records of an order from its first event on. */
  static List<ProducerRecord<byte[], byte[]>> life(UUID order, OrderEvent... events) {
    return IntStream.range(0, events.length)
        .mapToObj(i -> record(order, i + 1, events[i]))
        .toList();
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
