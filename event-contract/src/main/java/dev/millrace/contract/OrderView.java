package dev.millrace.contract;

import dev.millrace.order.domain.Order;
import dev.millrace.order.domain.Order.Cancellation;
import dev.millrace.order.domain.Order.Shipment;
import dev.millrace.order.domain.OrderDecider;
import dev.millrace.order.domain.OrderEvent;
import dev.millrace.order.domain.OrderItem;
import dev.millrace.order.domain.OrderStatus;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An order as the outside sees it: the answer of both HTTP APIs and the value on {@code
 * order-views}.
 *
 * @param version sequence of the newest event in it
 * @param createdAt when its first event occurred
 * @param updatedAt when its newest event occurred
 */
public record OrderView(
    UUID orderId,
    long version,
    OrderStatus status,
    UUID customerId,
    String currency,
    List<OrderItem> items,
    long totalMinor,
    @Nullable Shipment shipment,
    @Nullable String signature,
    @Nullable Cancellation cancellation,
    Instant createdAt,
    Instant updatedAt) {

  private static final OrderDecider DECIDER = new OrderDecider();

  public OrderView {
    items = List.copyOf(items);
  }

  /** The view of an order that was folded already. */
  public static OrderView of(UUID orderId, long version, Order order, Lifetime lifetime) {
    return new OrderView(
        orderId,
        version,
        order.status(),
        order.customerId(),
        order.currency(),
        order.items(),
        order.totalMinor(),
        order.shipment(),
        order.signature(),
        order.cancellation(),
        lifetime.createdAt(),
        lifetime.updatedAt());
  }

  /** When an aggregate's first and newest events occurred. */
  public record Lifetime(Instant createdAt, Instant updatedAt) {}

  /**
   * The view after the first event of an order.
   *
   * @throws IllegalArgumentException if that is another event than the one that creates it
   */
  public static OrderView opening(EventEnvelope<OrderEvent> first) {
    if (!(first.event() instanceof OrderEvent.Created)) {
      throw new IllegalArgumentException(
          "first event of an order must be order.created, got "
              + OrderEvents.TYPES.typeOf(first.event()).name());
    }
    return of(
        first.aggregate().id(),
        first.sequence(),
        DECIDER.evolve(DECIDER.initial(), first.event()),
        new Lifetime(first.occurredAt(), first.occurredAt()));
  }

  /** The view after one more event; the caller sees to it that the event is the next one. */
  public OrderView after(EventEnvelope<OrderEvent> next) {
    return of(
        orderId,
        next.sequence(),
        DECIDER.evolve(order(), next.event()),
        new Lifetime(createdAt, next.occurredAt()));
  }

  private Order order() {
    return new Order(
        status, customerId, currency, items, totalMinor, shipment, signature, cancellation);
  }
}
