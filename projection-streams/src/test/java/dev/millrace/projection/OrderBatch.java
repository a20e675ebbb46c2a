package dev.millrace.projection;

import static dev.millrace.projection.EventFixtures.CANCELLED;
import static dev.millrace.projection.EventFixtures.CONFIRMED;
import static dev.millrace.projection.EventFixtures.DELIVERED;
import static dev.millrace.projection.EventFixtures.ITEMS_UPDATED;
import static dev.millrace.projection.EventFixtures.SHIPPED;
import static dev.millrace.projection.EventFixtures.created;

import dev.millrace.contract.OrderView;
import dev.millrace.order.domain.OrderEvent;
import dev.millrace.projection.customer.CustomerOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Some orders of a new customer, and what has to become of their events. */
record OrderBatch(UUID customer, Map<UUID, List<OrderEvent>> lives) {

  private static final List<List<OrderEvent>> AFTER_CREATION =
      List.of(
          List.of(ITEMS_UPDATED, CONFIRMED, SHIPPED, DELIVERED),
          List.of(CANCELLED),
          List.of(CONFIRMED, SHIPPED),
          List.of());

  static OrderBatch of(int orders) {
    return of(orders, new Random());
  }

  /** The same for the same state of the random numbers. */
  static OrderBatch of(int orders, Random random) {
    UUID customer = uuid(random);
    Map<UUID, List<OrderEvent>> lives = new LinkedHashMap<>();
    for (int i = 0; i < orders; i++) {
      List<OrderEvent> life = new ArrayList<>(List.of(created(customer)));
      life.addAll(AFTER_CREATION.get(i % AFTER_CREATION.size()));
      lives.put(uuid(random), life);
    }
    return new OrderBatch(customer, lives);
  }

  private static UUID uuid(Random random) {
    byte[] bytes = new byte[16];
    random.nextBytes(bytes);
    return UUID.nameUUIDFromBytes(bytes);
  }

  /** The first events of all orders, then the second ones, and so on. */
  List<ProducerRecord<byte[], byte[]>> records() {
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      int at = i;
      lives.forEach(
          (order, life) -> {
            if (at < life.size()) {
              records.add(EventFixtures.record(order, at + 1L, life.get(at)));
            }
          });
    }
    return records;
  }

  /** Every view that each order has to pass through. */
  Map<String, List<OrderView>> views() {
    Map<String, List<OrderView>> views = new LinkedHashMap<>();
    lives.forEach((order, life) -> views.put(order.toString(), views(order, life)));
    return views;
  }

  private static List<OrderView> views(UUID order, List<OrderEvent> life) {
    List<OrderView> views = new ArrayList<>();
    for (int i = 0; i < life.size(); i++) {
      var event = EventFixtures.envelope(order, i + 1L, life.get(i));
      views.add(i == 0 ? OrderView.opening(event) : views.get(i - 1).after(event));
    }
    return views;
  }

  /** How each order ends. */
  List<OrderView> rows() {
    return views().values().stream().map(views -> views.get(views.size() - 1)).toList();
  }

  List<CustomerOrder> customerRows() {
    return rows().stream()
        .map(
            row ->
                new CustomerOrder(
                    customer,
                    row.orderId(),
                    row.version(),
                    row.status(),
                    row.currency(),
                    row.totalMinor(),
                    row.items().size(),
                    row.createdAt(),
                    row.updatedAt()))
        .toList();
  }
}
