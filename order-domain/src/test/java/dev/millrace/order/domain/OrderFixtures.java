package dev.millrace.order.domain;

import java.util.List;
import java.util.UUID;

/** Valid commands and events, and an order in each status. */
final class OrderFixtures {

  static final OrderDecider DECIDER = new OrderDecider();
  static final UUID CUSTOMER = new UUID(1, 2);
  static final List<OrderItem> ITEMS =
      List.of(new OrderItem("tea", 2, 450), new OrderItem("cup", 1, 1_200));
  static final List<OrderItem> OTHER_ITEMS = List.of(new OrderItem("pot", 1, 3_000));

  static final OrderCommand CREATE = new OrderCommand.Create(CUSTOMER, "EUR", ITEMS);
  static final OrderCommand UPDATE_ITEMS = new OrderCommand.UpdateItems(OTHER_ITEMS);
  static final OrderCommand CONFIRM = new OrderCommand.Confirm();
  static final OrderCommand SHIP = new OrderCommand.Ship("T-1", "post");
  static final OrderCommand DELIVER = new OrderCommand.Deliver("A. Reader");
  static final OrderCommand CANCEL = new OrderCommand.Cancel("too late", "customer");

  static final OrderEvent CREATED = new OrderEvent.Created(CUSTOMER, "EUR", ITEMS, 2_100);
  static final OrderEvent ITEMS_UPDATED = new OrderEvent.ItemsUpdated(OTHER_ITEMS, 3_000);
  static final OrderEvent CONFIRMED = new OrderEvent.Confirmed();
  static final OrderEvent SHIPPED = new OrderEvent.Shipped("T-1", "post");
  static final OrderEvent DELIVERED = new OrderEvent.Delivered("A. Reader");
  static final OrderEvent CANCELLED = new OrderEvent.Cancelled("too late", "customer");

  private OrderFixtures() {}

  static Order after(OrderEvent... events) {
    Order order = Order.NONE;
    for (OrderEvent event : events) {
      order = DECIDER.evolve(order, event);
    }
    return order;
  }

  static Order in(OrderStatus status) {
    return switch (status) {
      case NONE -> Order.NONE;
      case CREATED -> after(CREATED);
      case CONFIRMED -> after(CREATED, CONFIRMED);
      case SHIPPED -> after(CREATED, CONFIRMED, SHIPPED);
      case DELIVERED -> after(CREATED, CONFIRMED, SHIPPED, DELIVERED);
      case CANCELLED -> after(CREATED, CANCELLED);
    };
  }
}
