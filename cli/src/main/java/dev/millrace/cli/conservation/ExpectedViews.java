package dev.millrace.cli.conservation;

import dev.millrace.contract.EncodedEvent;
import dev.millrace.contract.OrderEvents;
import dev.millrace.contract.OrderView;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** The read models as they must be, computed from the event store alone. Pure. */
final class ExpectedViews {

  private ExpectedViews() {}

  static Map<UUID, OrderView> orders(Map<UUID, List<EncodedEvent>> stored) {
    Map<UUID, OrderView> views = new HashMap<>();
    stored.forEach((id, events) -> views.put(id, fold(events)));
    return views;
  }

  private static OrderView fold(List<EncodedEvent> events) {
    OrderView view = OrderView.opening(OrderEvents.TYPES.decode(events.get(0)));
    for (EncodedEvent event : events.subList(1, events.size())) {
      view = view.after(OrderEvents.TYPES.decode(event));
    }
    return view;
  }

  /** A customer's orders, newest first, as {@code orders_by_customer} has them. */
  static Map<UUID, List<OrderLine>> ordersByCustomer(Map<UUID, OrderView> orders) {
    Map<UUID, List<OrderLine>> lines = new HashMap<>();
    orders
        .values()
        .forEach(
            view ->
                lines
                    .computeIfAbsent(view.customerId(), id -> new java.util.ArrayList<>())
                    .add(OrderLine.of(view)));
    lines.values().forEach(list -> list.sort(OrderLine.NEWEST_FIRST));
    return lines;
  }

  static Map<UUID, CustomerFigures> customers(Map<UUID, OrderView> orders) {
    Map<UUID, CustomerFigures> customers = new HashMap<>();
    orders
        .values()
        .forEach(
            view ->
                customers.merge(
                    view.customerId(), CustomerFigures.of(view), CustomerFigures::plus));
    return customers;
  }

  /** The one list that each order is in, with its version. */
  static Map<UUID, List<String>> statuses(Map<UUID, OrderView> orders) {
    Map<UUID, List<String>> statuses = new HashMap<>();
    orders.forEach((id, view) -> statuses.put(id, List.of(view.status() + " " + view.version())));
    return statuses;
  }

  static Map<String, Long> statusCounts(Map<UUID, OrderView> orders) {
    Map<String, Long> counts = new TreeMap<>();
    orders.values().forEach(view -> counts.merge(view.status().name(), 1L, Long::sum));
    return counts;
  }

  /** A row of {@code orders_by_customer}. */
  record OrderLine(
      java.time.Instant createdAt,
      UUID orderId,
      long version,
      String status,
      String currency,
      long totalMinor,
      int itemCount) {

    static final Comparator<OrderLine> NEWEST_FIRST =
        Comparator.comparing(OrderLine::createdAt)
            .reversed()
            // As text, because the database compares ids unsigned and Java does not.
            .thenComparing(line -> line.orderId().toString(), Comparator.reverseOrder());

    static OrderLine of(OrderView view) {
      return new OrderLine(
          view.createdAt(),
          view.orderId(),
          view.version(),
          view.status().name(),
          view.currency(),
          view.totalMinor(),
          view.items().size());
    }
  }

  /**
   * What {@code customer_summary} says.
   *
   * @param version events folded
   */
  record CustomerFigures(
      long version, Map<String, Integer> ordersByStatus, Map<String, Long> lifetimeTotals) {

    static CustomerFigures of(OrderView view) {
      boolean cancelled = view.cancellation() != null;
      return new CustomerFigures(
          view.version(),
          Map.of(view.status().name(), 1),
          cancelled ? Map.of() : Map.of(view.currency(), view.totalMinor()));
    }

    CustomerFigures plus(CustomerFigures other) {
      Map<String, Integer> statuses = new TreeMap<>(ordersByStatus);
      other.ordersByStatus.forEach((status, n) -> statuses.merge(status, n, Integer::sum));
      Map<String, Long> totals = new TreeMap<>(lifetimeTotals);
      other.lifetimeTotals.forEach((currency, total) -> totals.merge(currency, total, Long::sum));
      return new CustomerFigures(version + other.version, statuses, totals);
    }
  }
}
