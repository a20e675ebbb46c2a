package dev.millrace.projection.order;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import dev.millrace.contract.OrderView;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/** The table {@code order_read_model}. */
public final class OrderReadModel implements OrderViews {

  private static final String UPSERT =
      """
      INSERT INTO millrace.order_read_model (order_id, version, customer_id, status, currency,
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
      FROM millrace.order_read_model WHERE order_id = :order_id""";

  private final CqlSession session;
  private final PreparedStatement upsert;
  private final PreparedStatement find;

  public OrderReadModel(CqlSession session) {
    this.session = session;
    upsert = prepare(session, UPSERT);
    find = prepare(session, FIND);
  }

  // LOCAL_QUORUM for both, so that a reader never sees an order go back to an older version.
  private static PreparedStatement prepare(CqlSession session, String cql) {
    return session.prepare(
        SimpleStatement.newInstance(cql)
            .setIdempotent(true)
            .setConsistencyLevel(DefaultConsistencyLevel.LOCAL_QUORUM));
  }

  /** Writes the whole row as of the view's version. */
  public BoundStatement upsert(OrderView view) {
    return OrderRow.bind(upsert, view);
  }

  @Override
  public CompletionStage<Optional<OrderView>> find(UUID orderId) {
    return session
        .executeAsync(find.bind(orderId))
        .thenApply(result -> Optional.ofNullable(result.one()).map(OrderRow::read));
  }
}
