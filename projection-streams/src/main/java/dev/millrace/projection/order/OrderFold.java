package dev.millrace.projection.order;

import dev.millrace.contract.JsonSerde;
import dev.millrace.contract.OrderEvents;
import dev.millrace.contract.OrderView;
import dev.millrace.order.domain.OrderEvent;
import dev.millrace.projection.fold.Fold;

/** How order events become an order view. */
public final class OrderFold {

  public static final Fold<OrderEvent, OrderView> FOLD =
      new Fold<>(
          OrderEvents.TYPES,
          new Fold.Steps<>(OrderView::opening, OrderView::after),
          OrderView::version,
          JsonSerde.of(OrderView.class));

  private OrderFold() {}
}
