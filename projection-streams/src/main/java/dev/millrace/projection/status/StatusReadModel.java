package dev.millrace.projection.status;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import dev.millrace.contract.JsonSerde;
import dev.millrace.order.domain.OrderStatus;
import dev.millrace.projection.Build;
import dev.millrace.projection.query.Position;
import dev.millrace.projection.sink.ReadTable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/** The tables {@code orders_by_status} and {@code order_status_counts}, or a build's copies. */
public final class StatusReadModel implements StatusViews {

  static final String ORDERS_TABLE = "orders_by_status";
  static final String COUNTS_TABLE = "order_status_counts";

  /** How orders become rows. */
  public static final ReadTable<StatusOrder> ORDER_ROWS =
      new ReadTable<>(
          ORDERS_TABLE,
          order -> order.orderId().toString(),
          StatusOrder::version,
          JsonSerde.of(StatusOrder.class),
          StatusOrder::merge,
          StatusReadModel::orderStatements);

  /** How counts become rows. */
  public static final ReadTable<StatusCounts> COUNT_ROWS =
      new ReadTable<>(
          COUNTS_TABLE,
          counts -> "shard-" + counts.shard(),
          StatusCounts::version,
          JsonSerde.of(StatusCounts.class),
          StatusReadModel::countStatements);

  private static final String UPSERT =
      """
      INSERT INTO %s (status, shard, created_at, order_id, version, customer_id, currency,
          total_minor, updated_at)
      VALUES (:status, :shard, :created_at, :order_id, :version, :customer_id, :currency,
          :total_minor, :updated_at)
      USING TIMESTAMP :version""";

  private static final String LEAVE =
      """
      DELETE FROM %s USING TIMESTAMP :version
      WHERE status = :status AND shard = :shard AND created_at = :created_at
          AND order_id = :order_id""";

  private static final String UPSERT_COUNTS =
      """
      INSERT INTO %s (scope, shard, version, counts) VALUES ('all', :shard, :version, :counts)
      USING TIMESTAMP :version""";

  private static final String COUNTS = "SELECT shard, version, counts FROM %s WHERE scope = 'all'";

  private static final String ORDERS =
      """
      SELECT status, shard, created_at, order_id, version, customer_id, currency, total_minor,
          updated_at
      FROM %s WHERE status = :status AND shard = :shard""";

  private static final String FIRST_PAGE = ORDERS + " LIMIT :page_size";
  private static final String NEXT_PAGE =
      ORDERS + " AND (created_at, order_id) < (:created_at, :order_id) LIMIT :page_size";

  // As the tables sort: the database compares random ids as unsigned bytes, which is how text
  // sorts.
  private static final Comparator<StatusOrder> NEWEST_FIRST =
      Comparator.comparing(StatusOrder::createdAt)
          .thenComparing(order -> order.orderId().toString())
          .reversed();

  private final CqlSession session;
  private final PreparedStatement counts;
  private final PreparedStatement firstPage;
  private final PreparedStatement nextPage;

  public StatusReadModel(CqlSession session, Build build) {
    this.session = session;
    counts = prepare(session, COUNTS, build.table(COUNTS_TABLE));
    firstPage = prepare(session, FIRST_PAGE, build.table(ORDERS_TABLE));
    nextPage = prepare(session, NEXT_PAGE, build.table(ORDERS_TABLE));
  }

  private static PreparedStatement prepare(CqlSession session, String cql, String table) {
    return session.prepare(
        SimpleStatement.newInstance(cql.formatted(table))
            .setIdempotent(true)
            .setConsistencyLevel(DefaultConsistencyLevel.LOCAL_QUORUM));
  }

  private static Function<StatusOrder, List<BoundStatement>> orderStatements(
      CqlSession session, Build build) {
    PreparedStatement upsert = prepare(session, UPSERT, build.table(ORDERS_TABLE));
    PreparedStatement leave = prepare(session, LEAVE, build.table(ORDERS_TABLE));
    return order -> {
      List<BoundStatement> statements = new ArrayList<>();
      statements.add(StatusRows.bind(upsert, order));
      order.left().forEach(status -> statements.add(StatusRows.bind(leave, order, status)));
      return statements;
    };
  }

  private static Function<StatusCounts, List<BoundStatement>> countStatements(
      CqlSession session, Build build) {
    PreparedStatement upsert = prepare(session, UPSERT_COUNTS, build.table(COUNTS_TABLE));
    return counts -> List.of(StatusRows.bind(upsert, counts));
  }

  @Override
  public CompletionStage<Map<OrderStatus, Long>> counts() {
    return shards().thenApply(StatusCounts::sum);
  }

  private CompletionStage<Collection<StatusCounts>> shards() {
    return session
        .executeAsync(counts.bind())
        .thenApply(rows -> rows(rows).map(StatusRows::counts).toList());
  }

  @Override
  public CompletionStage<List<StatusOrder>> orders(
      OrderStatus status, Optional<Position> after, int limit) {
    return shards()
        .thenCompose(
            shards ->
                all(
                    shards.stream()
                        .filter(shard -> shard.counts().containsKey(status))
                        .map(shard -> orders(status, shard.shard(), after, limit))
                        .toList()))
        .thenApply(lists -> newest(lists, limit));
  }

  private CompletableFuture<List<StatusOrder>> orders(
      OrderStatus status, int shard, Optional<Position> after, int limit) {
    BoundStatement page =
        after
            .map(at -> nextPage.bind(status.name(), shard, at.createdAt(), at.orderId(), limit))
            .orElseGet(() -> firstPage.bind(status.name(), shard, limit));
    return session
        .executeAsync(page.setPageSize(limit))
        .thenApply(rows -> rows(rows).map(StatusRows::order).toList())
        .toCompletableFuture();
  }

  private static List<StatusOrder> newest(List<List<StatusOrder>> lists, int limit) {
    return lists.stream().flatMap(List::stream).sorted(NEWEST_FIRST).limit(limit).toList();
  }

  private static <T> CompletableFuture<List<T>> all(List<CompletableFuture<T>> futures) {
    return CompletableFuture.allOf(futures.toArray(new CompletableFuture<?>[0]))
        .thenApply(done -> futures.stream().map(CompletableFuture::join).toList());
  }

  private static java.util.stream.Stream<Row> rows(AsyncResultSet rows) {
    return StreamSupport.stream(rows.currentPage().spliterator(), false);
  }
}
