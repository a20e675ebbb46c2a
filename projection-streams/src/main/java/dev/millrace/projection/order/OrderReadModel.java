package dev.millrace.projection.order;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import dev.millrace.contract.OrderView;
import dev.millrace.contract.Topics;
import dev.millrace.projection.Build;
import dev.millrace.projection.sink.ReadTable;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** The table {@code order_read_model}, or a build's copy of it. */
public final class OrderReadModel implements OrderViews {

  static final String TABLE = "order_read_model";

  /** How views become rows. */
  public static final ReadTable<OrderView> ROWS =
      new ReadTable<>(
          TABLE,
          view -> view.orderId().toString(),
          OrderView::version,
          Topics.ORDER_VIEWS.value(),
          OrderReadModel::statements);

  private static final String UPSERT =
      """
      INSERT INTO %s (order_id, version, customer_id, status, currency,
          total_minor, items, tracking_number, carrier, signature, cancellation, created_at,
          updated_at)
      VALUES (:order_id, :version, :customer_id, :status, :currency,
          :total_minor, :items, :tracking_number, :carrier, :signature, :cancellation, :created_at,
          :updated_at)
      USING TIMESTAMP :version""";

  private static final String FIND =
      """
      SELECT order_id, version, customer_id, status, currency, total_minor, items,
          tracking_number, carrier, signature, cancellation, created_at, updated_at
      FROM %s WHERE order_id = :order_id""";

  private final CqlSession session;
  private final PreparedStatement find;

  public OrderReadModel(CqlSession session, Build build) {
    this.session = session;
    find = prepare(session, FIND.formatted(build.table(TABLE)));
  }

  private static Function<OrderView, List<BoundStatement>> statements(
      CqlSession session, Build build) {
    PreparedStatement upsert = prepare(session, UPSERT.formatted(build.table(TABLE)));
    return view -> List.of(OrderRow.bind(upsert, view));
  }

  // LOCAL_QUORUM for both, so that a reader never sees an order go back to an older version.
  private static PreparedStatement prepare(CqlSession session, String cql) {
    return session.prepare(
        SimpleStatement.newInstance(cql)
            .setIdempotent(true)
            .setConsistencyLevel(DefaultConsistencyLevel.LOCAL_QUORUM));
  }

  @Override
  public CompletionStage<Optional<OrderView>> find(UUID orderId) {
    return session
        .executeAsync(find.bind(orderId))
        .thenApply(result -> Optional.ofNullable(result.one()).map(OrderRow::read));
  }
}
