package dev.millrace.cli.conservation;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.millrace.cli.pipeline.Endpoints;
import dev.millrace.contract.EncodedEvent;
import dev.millrace.contract.OrderView;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The whole check, from outside: reads the event store, the public topic and the read tables, asks
 * no service, and compares them per aggregate.
 *
 * @param eventsStored events in the store
 * @param eventsPublished records in the topic
 * @param views read-table rows that differ from what the store says they must be
 */
public record Conservation(
    long eventsStored, long eventsPublished, EventConservation events, Findings views) {

  /** Reads everything and compares. */
  public static Conservation check(CqlSession session, Endpoints endpoints) {
    Map<UUID, List<EncodedEvent>> stored = StoredEvents.read(session);
    PublishedEvents.Content published = PublishedEvents.read(endpoints.kafka());
    EventConservation events = EventConservation.of(stored, published.events());
    published.unreadable().forEach(events.unexpected()::add);
    return new Conservation(
        stored.values().stream().mapToLong(List::size).sum(),
        published.events().size(),
        events,
        views(session, stored));
  }

  private static Findings views(CqlSession session, Map<UUID, List<EncodedEvent>> stored) {
    Findings findings = new Findings("view mismatch");
    Map<UUID, OrderView> orders = ExpectedViews.orders(stored);
    ViewRows rows = ViewRows.of(session);
    ViewComparison.compare("order_read_model", orders, rows.orders(), findings);
    ViewComparison.compare(
        "orders_by_customer",
        ExpectedViews.ordersByCustomer(orders),
        rows.ordersByCustomer(),
        findings);
    ViewComparison.compare(
        "customer_summary", ExpectedViews.customers(orders), rows.customers(), findings);
    ViewComparison.compare(
        "orders_by_status", ExpectedViews.statuses(orders), rows.statuses(), findings);
    ViewComparison.compare(
        "order_status_counts", ExpectedViews.statusCounts(orders), rows.statusCounts(), findings);
    return findings;
  }

  /** Whether nothing was lost, doubled, reordered, altered or projected wrongly. */
  public boolean holds() {
    return findings().allMatch(findings -> findings.count() == 0);
  }

  /** The first few faults of each kind, in words. */
  public List<String> examples() {
    return findings().flatMap(findings -> findings.examples().stream()).toList();
  }

  private Stream<Findings> findings() {
    return Stream.concat(events.all(), Stream.of(views));
  }
}
