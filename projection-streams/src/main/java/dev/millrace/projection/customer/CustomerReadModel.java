package dev.millrace.projection.customer;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import dev.millrace.projection.customer.CustomerOrder.Position;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.stream.StreamSupport;

/** The tables {@code orders_by_customer} and {@code customer_summary}. */
public final class CustomerReadModel implements CustomerViews {

  private static final String UPSERT_ORDER =
      """
      INSERT INTO millrace.orders_by_customer (customer_id, created_at, order_id, version, status,
          currency, total_minor, item_count, updated_at)
      VALUES (:customer_id, :created_at, :order_id, :version, :status,
          :currency, :total_minor, :item_count, :updated_at)
      USING TIMESTAMP :version""";

  private static final String UPSERT_SUMMARY =
      """
      INSERT INTO millrace.customer_summary (customer_id, version, orders_by_status,
          lifetime_totals, last_order_id, last_order_at)
      VALUES (:customer_id, :version, :orders_by_status,
          :lifetime_totals, :last_order_id, :last_order_at)
      USING TIMESTAMP :version""";

  private static final String FIND_SUMMARY =
      """
      SELECT customer_id, version, orders_by_status, lifetime_totals, last_order_id, last_order_at
      FROM millrace.customer_summary WHERE customer_id = :customer_id""";

  private static final String ORDERS =
      """
      SELECT customer_id, created_at, order_id, version, status, currency, total_minor,
          item_count, updated_at
      FROM millrace.orders_by_customer WHERE customer_id = :customer_id""";

  private static final String FIRST_PAGE = ORDERS + " LIMIT :page_size";

  // Goes on by key and not by offset: a page is where it was although newer orders have come.
  private static final String NEXT_PAGE =
      ORDERS + " AND (created_at, order_id) < (:created_at, :order_id) LIMIT :page_size";

  private final CqlSession session;
  private final PreparedStatement upsertOrder;
  private final PreparedStatement upsertSummary;
  private final PreparedStatement findSummary;
  private final PreparedStatement firstPage;
  private final PreparedStatement nextPage;

  public CustomerReadModel(CqlSession session) {
    this.session = session;
    upsertOrder = prepare(session, UPSERT_ORDER);
    upsertSummary = prepare(session, UPSERT_SUMMARY);
    findSummary = prepare(session, FIND_SUMMARY);
    firstPage = prepare(session, FIRST_PAGE);
    nextPage = prepare(session, NEXT_PAGE);
  }

  private static PreparedStatement prepare(CqlSession session, String cql) {
    return session.prepare(
        SimpleStatement.newInstance(cql)
            .setIdempotent(true)
            .setConsistencyLevel(DefaultConsistencyLevel.LOCAL_QUORUM));
  }

  /** Writes the whole row as of the order's version. */
  public BoundStatement upsert(CustomerOrder order) {
    return CustomerRows.bind(upsertOrder, order);
  }

  /** Writes the whole row as of the summary's version. */
  public BoundStatement upsert(CustomerSummary summary) {
    return CustomerRows.bind(upsertSummary, summary);
  }

  @Override
  public CompletionStage<Optional<CustomerSummary>> summary(UUID customerId) {
    return session
        .executeAsync(findSummary.bind(customerId))
        .thenApply(result -> Optional.ofNullable(result.one()).map(CustomerRows::summary));
  }

  @Override
  public CompletionStage<List<CustomerOrder>> orders(
      UUID customerId, Optional<Position> after, int limit) {
    BoundStatement page =
        after
            .map(at -> nextPage.bind(customerId, at.createdAt(), at.orderId(), limit))
            .orElseGet(() -> firstPage.bind(customerId, limit));
    // The answer is one page of the driver too, which therefore never has more to fetch.
    return session
        .executeAsync(page.setPageSize(limit))
        .thenApply(
            rows ->
                StreamSupport.stream(rows.currentPage().spliterator(), false)
                    .map(CustomerRows::order)
                    .toList());
  }
}
