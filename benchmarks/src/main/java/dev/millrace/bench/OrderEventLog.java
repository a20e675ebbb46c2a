package dev.millrace.bench;

import dev.millrace.contract.EncodedEvent;
import dev.millrace.contract.EncodedEvent.AggregateId;
import dev.millrace.contract.EventEnvelope;
import dev.millrace.contract.EventMetadata;
import dev.millrace.contract.EventRecords;
import dev.millrace.contract.OrderEvents;
import dev.millrace.contract.Topics;
import dev.millrace.order.domain.OrderEvent;
import dev.millrace.order.domain.OrderItem;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Fills {@code order-events} with lives of orders that no store has. */
final class OrderEventLog {

  /** Of each order. */
  static final int EVENTS = 10;

  /** Orders whose events are mixed with one another's. */
  private static final int OPEN = 500;

  private static final int ORDERS_OF_A_CUSTOMER = 10;
  private static final List<OrderItem> ITEMS =
      List.of(
          new OrderItem("teapot-of-cast-iron-1200-ml", 1, 4_950),
          new OrderItem("cup-of-porcelain-white", 4, 690));

  private OrderEventLog() {}

  /** Sends the events of at least so many; returns how many. */
  static int write(String kafka, int events) {
    int orders = (events + EVENTS - 1) / EVENTS;
    try (var producer =
        new KafkaProducer<>(
            Map.<String, Object>of("bootstrap.servers", kafka, "linger.ms", 5),
            new StringSerializer(),
            new ByteArraySerializer())) {
      for (int begun = 0; begun < orders; begun += OPEN) {
        write(producer, Math.min(OPEN, orders - begun));
      }
    }
    return orders * EVENTS;
  }

  private static void write(Producer<String, byte[]> producer, int orders) {
    List<UUID> ids = Stream.generate(UUID::randomUUID).limit(orders).toList();
    List<UUID> customers =
        Stream.generate(UUID::randomUUID).limit(1 + orders / ORDERS_OF_A_CUSTOMER).toList();
    for (int sequence = 1; sequence <= EVENTS; sequence++) {
      for (int i = 0; i < orders; i++) {
        OrderEvent event =
            sequence == 1
                ? new OrderEvent.Created(customers.get(i % customers.size()), "EUR", ITEMS, 7_710)
                : new OrderEvent.ItemsUpdated(ITEMS, 7_710);
        send(producer, ids.get(i), sequence, event);
      }
    }
  }

  private static void send(
      Producer<String, byte[]> producer, UUID order, long sequence, OrderEvent event) {
    var unused = producer.send(record(order, sequence, event));
  }

  /** The first event of an order, as the bridge publishes it. */
  static ProducerRecord<String, byte[]> created(UUID order) {
    return record(order, 1, new OrderEvent.Created(UUID.randomUUID(), "EUR", ITEMS, 7_710));
  }

  private static ProducerRecord<String, byte[]> record(
      UUID order, long sequence, OrderEvent event) {
    EncodedEvent encoded =
        OrderEvents.TYPES.encode(
            new EventEnvelope<>(
                UUID.randomUUID(),
                new AggregateId("order", order),
                sequence,
                Instant.now(),
                new EventMetadata("benchmark", order, null, null, Map.of()),
                event));
    var record =
        new ProducerRecord<>(
            Topics.ORDER_EVENTS.name(),
            order.toString(),
            encoded.payload().getBytes(StandardCharsets.UTF_8));
    EventRecords.writeHeaders(encoded, record.headers());
    return record;
  }
}
