package dev.millrace.command.handler;

import dev.millrace.command.OrderAggregate;
import dev.millrace.order.domain.Order;
import dev.millrace.order.domain.OrderCommand;
import dev.millrace.order.domain.OrderEvent;
import dev.millrace.order.domain.OrderItem;
import java.util.List;
import java.util.UUID;

/** The contract for orders. */
abstract class OrderHandlerContract
    extends CommandHandlerContract<OrderCommand, Order, OrderEvent> {

  private final UUID customer = UUID.randomUUID();

  @Override
  AggregateDefinition<OrderCommand, Order, OrderEvent> aggregate() {
    return OrderAggregate.DEFINITION;
  }

  @Override
  OrderCommand opening() {
    return new OrderCommand.Create(customer, "EUR", List.of(new OrderItem("tea", 2, 450)));
  }

  @Override
  OrderCommand change(int number) {
    return new OrderCommand.UpdateItems(List.of(new OrderItem("tea", number + 1, 450)));
  }
}
