package dev.millrace.examples.revenue;

import dev.millrace.contract.EventEnvelope;
import dev.millrace.order.domain.OrderEvent;

/**
 * What an order is worth so far. Pure.
 *
 * @param sequence of the newest event in it
 */
record OrderTotal(long sequence, String currency, long totalMinor) {

  /** Before the first event. */
  static final OrderTotal NONE = new OrderTotal(0, "", 0);

  OrderTotal after(EventEnvelope<OrderEvent> next) {
    if (next.event() instanceof OrderEvent.Created created) {
      return new OrderTotal(next.sequence(), created.currency(), created.totalMinor());
    }
    if (next.event() instanceof OrderEvent.ItemsUpdated updated) {
      return new OrderTotal(next.sequence(), currency, updated.totalMinor());
    }
    return new OrderTotal(next.sequence(), currency, totalMinor);
  }
}
