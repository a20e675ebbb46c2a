package dev.millrace.projection.order;

import dev.millrace.contract.OrderView;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/** Reads the views of orders. */
@FunctionalInterface
public interface OrderViews {

  /** The newest view that has been written, if there is one. */
  CompletionStage<Optional<OrderView>> find(UUID orderId);
}
