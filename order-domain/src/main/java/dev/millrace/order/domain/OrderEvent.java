package dev.millrace.order.domain;

import java.util.List;
import java.util.UUID;

/**
 * What has happened to an order. The record components are the JSON fields of the public contract.
 */
public sealed interface OrderEvent {

  /**
   * The order was opened.
   *
   * @param currency ISO 4217 code of every price in it
   * @param totalMinor sum of quantity times unit price, in minor units
   */
  record Created(UUID customerId, String currency, List<OrderItem> items, long totalMinor)
      implements OrderEvent {
    public Created {
      items = List.copyOf(items);
    }
  }

  /** All items were replaced. */
  record ItemsUpdated(List<OrderItem> items, long totalMinor) implements OrderEvent {
    public ItemsUpdated {
      items = List.copyOf(items);
    }
  }

  /** The items were fixed. */
  record Confirmed() implements OrderEvent {}

  /** The order was handed to a carrier. */
  record Shipped(String trackingNumber, String carrier) implements OrderEvent {}

  /** The order arrived. */
  record Delivered(String signature) implements OrderEvent {}

  /** The order was given up. */
  record Cancelled(CancellationReason reason, String cancelledBy) implements OrderEvent {}
}
