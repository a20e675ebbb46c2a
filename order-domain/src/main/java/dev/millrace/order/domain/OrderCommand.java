package dev.millrace.order.domain;

import java.util.List;
import java.util.UUID;

/** What can be asked of an order. Which order is asked is said beside the command. */
public sealed interface OrderCommand {

  /**
   * Opens the order.
   *
   * @param currency ISO 4217 code of every price in it
   */
  record Create(UUID customerId, String currency, List<OrderItem> items) implements OrderCommand {
    public Create {
      items = List.copyOf(items);
    }
  }

  /** Replaces all items; possible until the order is confirmed. */
  record UpdateItems(List<OrderItem> items) implements OrderCommand {
    public UpdateItems {
      items = List.copyOf(items);
    }
  }

  /** Fixes the items. */
  record Confirm() implements OrderCommand {}

  /** Hands the order to a carrier. */
  record Ship(String trackingNumber, String carrier) implements OrderCommand {}

  /**
   * Ends the order well.
   *
   * @param signature who took it
   */
  record Deliver(String signature) implements OrderCommand {}

  /** Ends the order early; possible until it is delivered. */
  record Cancel(CancellationReason reason, String cancelledBy) implements OrderCommand {}
}
