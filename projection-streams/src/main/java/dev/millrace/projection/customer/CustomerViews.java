package dev.millrace.projection.customer;

import dev.millrace.projection.query.Position;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/** Reads what is known of customers. */
public interface CustomerViews {

  CompletionStage<Optional<CustomerSummary>> summary(UUID customerId);

  /**
   * A customer's orders, newest first.
   *
   * @param after where to go on, exclusive; empty starts with the newest
   * @param limit how many at most
   */
  CompletionStage<List<CustomerOrder>> orders(UUID customerId, Optional<Position> after, int limit);
}
