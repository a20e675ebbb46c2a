package dev.millrace.command;

import dev.millrace.command.handler.AggregateDefinition;
import dev.millrace.command.handler.StateSchema;
import dev.millrace.contract.OrderEvents;
import dev.millrace.order.domain.Order;
import dev.millrace.order.domain.OrderCommand;
import dev.millrace.order.domain.OrderDecider;
import dev.millrace.order.domain.OrderEvent;

/** The order, as the command handler knows it. */
public final class OrderAggregate {

  /** Raise it whenever the JSON of {@link Order} changes. */
  private static final int STATE_VERSION = 1;

  private static final int STATE_BYTES = 300;
  private static final int ITEM_BYTES = 120;

  public static final AggregateDefinition<OrderCommand, Order, OrderEvent> DEFINITION =
      new AggregateDefinition<>(
          new OrderDecider(),
          OrderEvents.TYPES,
          new StateSchema<>(STATE_VERSION, Order.class, OrderAggregate::bytes));

  private OrderAggregate() {}

  private static int bytes(Order order) {
    return STATE_BYTES + ITEM_BYTES * order.items().size();
  }
}
