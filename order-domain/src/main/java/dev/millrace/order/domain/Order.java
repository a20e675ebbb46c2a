package dev.millrace.order.domain;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The state of an order, folded from its events.
 *
 * @param currency ISO 4217; empty before the order exists
 * @param totalMinor sum over the items, in minor units
 * @param shipment null until shipped
 * @param signature null until delivered
 * @param cancellation null unless cancelled
 */
public record Order(
    OrderStatus status,
    UUID customerId,
    String currency,
    List<OrderItem> items,
    long totalMinor,
    @Nullable Shipment shipment,
    @Nullable String signature,
    @Nullable Cancellation cancellation) {

  private static final UUID NOBODY = new UUID(0, 0);

  /** No order yet. */
  public static final Order NONE =
      new Order(OrderStatus.NONE, NOBODY, "", List.of(), 0, null, null, null);

  /** How the order travels. */
  public record Shipment(String trackingNumber, String carrier) {}

  /** Why the order was given up, and by whom. */
  public record Cancellation(CancellationReason reason, String cancelledBy) {}

  public Order {
    items = List.copyOf(items);
  }

  static Order opened(OrderEvent.Created event) {
    return new Order(
        OrderStatus.CREATED,
        event.customerId(),
        event.currency(),
        event.items(),
        event.totalMinor(),
        null,
        null,
        null);
  }

  Order with(OrderStatus newStatus) {
    return new Order(
        newStatus, customerId, currency, items, totalMinor, shipment, signature, cancellation);
  }

  Order with(List<OrderItem> newItems, long newTotalMinor) {
    return new Order(
        status, customerId, currency, newItems, newTotalMinor, shipment, signature, cancellation);
  }

  Order with(Shipment newShipment) {
    return new Order(
        status, customerId, currency, items, totalMinor, newShipment, signature, cancellation);
  }

  Order withSignature(String newSignature) {
    return new Order(
        status, customerId, currency, items, totalMinor, shipment, newSignature, cancellation);
  }

  Order with(Cancellation newCancellation) {
    return new Order(
        status, customerId, currency, items, totalMinor, shipment, signature, newCancellation);
  }
}
