package dev.millrace.projection.status;

import dev.millrace.order.domain.OrderStatus;
import dev.millrace.projection.query.Position;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * An order in the list of its status.
 *
 * @param left statuses whose lists it is to go from
 * @param shard of the list that it is in
 */
public record StatusOrder(
    UUID orderId,
    long version,
    OrderStatus status,
    Set<OrderStatus> left,
    int shard,
    UUID customerId,
    String currency,
    long totalMinor,
    Instant createdAt,
    Instant updatedAt) {

  public StatusOrder {
    left = Set.copyOf(left);
  }

  /** Its place in the list. */
  public Position position() {
    return new Position(createdAt, orderId);
  }

  /** The newer version, which also goes from the lists that the older one was to go from. */
  static StatusOrder merge(StatusOrder older, StatusOrder newer) {
    Set<OrderStatus> both = new TreeSet<>(older.left);
    both.addAll(newer.left);
    both.add(older.status);
    both.remove(newer.status);
    return new StatusOrder(
        newer.orderId,
        newer.version,
        newer.status,
        both,
        newer.shard,
        newer.customerId,
        newer.currency,
        newer.totalMinor,
        newer.createdAt,
        newer.updatedAt);
  }
}
