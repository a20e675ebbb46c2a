package dev.millrace.projection.status;

import dev.millrace.order.domain.OrderStatus;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How many orders of a shard have each status.
 *
 * @param version number of order events in it: it only grows
 * @param counts of statuses that some order has
 */
public record StatusCounts(int shard, long version, Map<OrderStatus, Long> counts) {

  public StatusCounts {
    counts = Map.copyOf(counts);
  }

  static StatusCounts empty(int shard) {
    return new StatusCounts(shard, 0, Map.of());
  }

  /**
   * After one more event.
   *
   * @param from the order's status before; null of a new order
   */
  StatusCounts moved(@Nullable OrderStatus from, OrderStatus to) {
    Map<OrderStatus, Long> next = new EnumMap<>(OrderStatus.class);
    next.putAll(counts);
    if (from != null) {
      next.merge(from, -1L, Long::sum);
    }
    next.merge(to, 1L, Long::sum);
    next.values().removeIf(count -> count == 0);
    return new StatusCounts(shard, version + 1, next);
  }

  /** Of all shards. */
  static Map<OrderStatus, Long> sum(Collection<StatusCounts> shards) {
    Map<OrderStatus, Long> sum = new EnumMap<>(OrderStatus.class);
    shards.forEach(
        shard -> shard.counts().forEach((status, count) -> sum.merge(status, count, Long::sum)));
    return sum;
  }
}
