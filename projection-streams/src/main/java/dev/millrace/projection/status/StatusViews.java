package dev.millrace.projection.status;

import dev.millrace.order.domain.OrderStatus;
import dev.millrace.projection.query.Position;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Reads orders by their status. */
public interface StatusViews {

  /** How many orders have each status, of statuses that some order has. */
  CompletionStage<Map<OrderStatus, Long>> counts();

  /**
   * Orders of a status, newest first.
   *
   * @param after where to go on, exclusive; empty starts with the newest
   * @param limit how many at most
   */
  CompletionStage<List<StatusOrder>> orders(
      OrderStatus status, Optional<Position> after, int limit);
}
