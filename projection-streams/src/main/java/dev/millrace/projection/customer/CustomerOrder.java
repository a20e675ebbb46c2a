package dev.millrace.projection.customer;

import dev.millrace.contract.OrderView;
import dev.millrace.order.domain.OrderStatus;
import dev.millrace.projection.query.Position;
import java.time.Instant;
import java.util.UUID;

/**
 * An order in the list of its customer.
 *
 * @param version sequence of the newest event in it
 * @param itemCount lines of the order
 */
public record CustomerOrder(
    UUID customerId,
    UUID orderId,
    long version,
    OrderStatus status,
    String currency,
    long totalMinor,
    int itemCount,
    Instant createdAt,
    Instant updatedAt) {

  /** An order as its view has it. */
  public static CustomerOrder of(OrderView view) {
    return new CustomerOrder(
        view.customerId(),
        view.orderId(),
        view.version(),
        view.status(),
        view.currency(),
        view.totalMinor(),
        view.items().size(),
        view.createdAt(),
        view.updatedAt());
  }

  /** Its place in the list. */
  public Position position() {
    return new Position(createdAt, orderId);
  }
}
