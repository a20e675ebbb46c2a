package dev.millrace.projection.customer;

import dev.millrace.contract.OrderView;
import dev.millrace.order.domain.OrderStatus;
import java.time.Instant;
import java.util.UUID;

/** What one order adds to its customer's summary, as of one version. */
record Contribution(
    UUID orderId,
    long version,
    OrderStatus status,
    String currency,
    long totalMinor,
    Instant createdAt) {

  static Contribution of(OrderView view) {
    return new Contribution(
        view.orderId(),
        view.version(),
        view.status(),
        view.currency(),
        view.totalMinor(),
        view.createdAt());
  }

  boolean counts() {
    return status != OrderStatus.CANCELLED;
  }
}
