package dev.millrace.projection.customer;

import dev.millrace.order.domain.OrderStatus;
import java.math.BigInteger;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * All orders of a customer in a few numbers.
 *
 * @param version sum of its orders' versions, which is the number of order events in it: it only
 *     grows, and does not depend on how the events of different orders interleave
 * @param ordersByStatus statuses that some order has, with the number of orders
 * @param lifetimeTotals by currency, in minor units, cancelled orders left out. Unbounded: a single
 *     order's total is a long, so a sum of them may not be
 * @param lastOrderId the order that was created last
 */
public record CustomerSummary(
    UUID customerId,
    long version,
    Map<OrderStatus, Long> ordersByStatus,
    Map<String, BigInteger> lifetimeTotals,
    @Nullable UUID lastOrderId,
    @Nullable Instant lastOrderAt) {

  public CustomerSummary {
    ordersByStatus = Map.copyOf(ordersByStatus);
    lifetimeTotals = Map.copyOf(lifetimeTotals);
  }

  static CustomerSummary empty(UUID customerId) {
    return new CustomerSummary(customerId, 0, Map.of(), Map.of(), null, null);
  }

  /** With an order that it lacked. */
  CustomerSummary plus(Contribution order) {
    CustomerSummary sum = changed(order, 1);
    return lastOrderAt == null || isAfterLast(order)
        ? sum.withLast(order.orderId(), order.createdAt())
        : sum;
  }

  /** With a newer state of an order that it has. */
  CustomerSummary replacing(Contribution old, Contribution now) {
    // The last order stays: when an order was created never changes.
    return changed(old, -1).changed(now, 1);
  }

  private CustomerSummary changed(Contribution order, int sign) {
    Map<OrderStatus, Long> counts = new EnumMap<>(OrderStatus.class);
    counts.putAll(ordersByStatus);
    counts.merge(order.status(), (long) sign, Long::sum);
    counts.values().removeIf(count -> count == 0);
    Map<String, BigInteger> totals = new TreeMap<>(lifetimeTotals);
    if (order.counts()) {
      totals.merge(
          order.currency(),
          BigInteger.valueOf(order.totalMinor()).multiply(BigInteger.valueOf(sign)),
          BigInteger::add);
      totals.values().removeIf(total -> total.signum() == 0);
    }
    return new CustomerSummary(
        customerId, version + sign * order.version(), counts, totals, lastOrderId, lastOrderAt);
  }

  private boolean isAfterLast(Contribution order) {
    int byTime = order.createdAt().compareTo(lastOrderAt);
    return byTime > 0
        || (byTime == 0 && order.orderId().toString().compareTo(String.valueOf(lastOrderId)) > 0);
  }

  private CustomerSummary withLast(UUID orderId, Instant createdAt) {
    return new CustomerSummary(
        customerId, version, ordersByStatus, lifetimeTotals, orderId, createdAt);
  }
}
