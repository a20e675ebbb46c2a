package dev.millrace.projection.customer;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import dev.millrace.contract.JsonSerde;
import dev.millrace.projection.Build;
import dev.millrace.projection.query.Position;
import dev.millrace.projection.sink.ReadTable;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/** The tables {@code orders_by_customer} and {@code customer_summary}, or a build's copies. */
public final class CustomerReadModel implements CustomerViews {

  static final String ORDERS_TABLE = "orders_by_customer";
  static final String SUMMARY_TABLE = "customer_summary";

  /** How orders become rows. */
  public static final ReadTable<CustomerOrder> ORDER_ROWS =
      new ReadTable<>(
          ORDERS_TABLE,
          order -> order.customerId() + "/" + order.orderId(),
          CustomerOrder::version,
          JsonSerde.of(CustomerOrder.class),
          CustomerReadModel::orderStatements);

  /** How summaries become rows. */
  public static final ReadTable<CustomerSummary> SUMMARY_ROWS =
      new ReadTable<>(
          SUMMARY_TABLE,
          summary -> summary.customerId().toString(),
          CustomerSummary::version,
          JsonSerde.of(CustomerSummary.class),
          CustomerReadModel::summaryStatements);

  private static final String UPSERT_ORDER =
      """
      INSERT INTO %s (customer_id, created_at, order_id, version, status,
          currency, total_minor, item_count, updated_at)
      VALUES (:customer_id, :created_at, :order_id, :version, :status,
          :currency, :total_minor, :item_count, :updated_at)
      USING TIMESTAMP :version""";

  private static final String UPSERT_SUMMARY =
      """
      INSERT INTO %s (customer_id, version, orders_by_status,
          lifetime_totals, last_order_id, last_order_at)
      VALUES (:customer_id, :version, :orders_by_status,
          :lifetime_totals, :last_order_id, :last_order_at)
      USING TIMESTAMP :version""";

  private static final String FIND_SUMMARY =
      """
      SELECT customer_id, version, orders_by_status, lifetime_totals, last_order_id, last_order_at
      FROM %s WHERE customer_id = :customer_id""";

  private static final String ORDERS =
      """
      SELECT customer_id, created_at, order_id, version, status, currency, total_minor,
          item_count, updated_at
      FROM %s WHERE customer_id = :customer_id""";

  private static final String FIRST_PAGE = ORDERS + " LIMIT :page_size";

  // Goes on by key and not by offset: a page is where it was although newer orders have come.
  private static final String NEXT_PAGE =
      ORDERS + " AND (created_at, order_id) < (:created_at, :order_id) LIMIT :page_size";

  private final CqlSession session;
  private final PreparedStatement findSummary;
  private final PreparedStatement firstPage;
  private final PreparedStatement nextPage;

  public CustomerReadModel(CqlSession session, Build build) {
    this.session = session;
    findSummary = prepare(session, FIND_SUMMARY, build.table(SUMMARY_TABLE));
    firstPage = prepare(session, FIRST_PAGE, build.table(ORDERS_TABLE));
    nextPage = prepare(session, NEXT_PAGE, build.table(ORDERS_TABLE));
  }

  private static Function<CustomerOrder, List<BoundStatement>> orderStatements(
      CqlSession session, Build build) {
    PreparedStatement upsert = prepare(session, UPSERT_ORDER, build.table(ORDERS_TABLE));
    return order -> List.of(CustomerRows.bind(upsert, order));
  }

  private static Function<CustomerSummary, List<BoundStatement>> summaryStatements(
      CqlSession session, Build build) {
    PreparedStatement upsert = prepare(session, UPSERT_SUMMARY, build.table(SUMMARY_TABLE));
    return summary -> List.of(CustomerRows.bind(upsert, summary));
  }

  private static PreparedStatement prepare(CqlSession session, String cql, String table) {
    return session.prepare(
        SimpleStatement.newInstance(cql.formatted(table))
            .setIdempotent(true)
            .setConsistencyLevel(DefaultConsistencyLevel.LOCAL_QUORUM));
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
