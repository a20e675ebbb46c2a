package dev.millrace.order.domain;

import dev.millrace.aggregate.testkit.Scenarios;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** Valid commands and events, and a history for each status. */
final class OrderFixtures {

  static final OrderDecider DECIDER = new OrderDecider();
  static final Scenarios<OrderCommand, Order, OrderEvent> ORDERS = Scenarios.of(DECIDER);
  static final UUID CUSTOMER = new UUID(1, 2);
  static final List<OrderItem> ITEMS =
      List.of(new OrderItem("tea", 2, 450), new OrderItem("cup", 1, 1_200));
  static final List<OrderItem> OTHER_ITEMS = List.of(new OrderItem("pot", 1, 3_000));

  static final CancellationReason REASON =
      new CancellationReason(CancellationReason.Code.OUT_OF_STOCK, "no tea");

  static final OrderCommand CREATE = new OrderCommand.Create(CUSTOMER, "EUR", ITEMS);
  static final OrderCommand UPDATE_ITEMS = new OrderCommand.UpdateItems(OTHER_ITEMS);
  static final OrderCommand CONFIRM = new OrderCommand.Confirm();
  static final OrderCommand SHIP = new OrderCommand.Ship("T-1", "post");
  static final OrderCommand DELIVER = new OrderCommand.Deliver("A. Reader");
  static final OrderCommand CANCEL = new OrderCommand.Cancel(REASON, "customer");

  static final OrderEvent CREATED = new OrderEvent.Created(CUSTOMER, "EUR", ITEMS, 2_100);
  static final OrderEvent ITEMS_UPDATED = new OrderEvent.ItemsUpdated(OTHER_ITEMS, 3_000);
  static final OrderEvent CONFIRMED = new OrderEvent.Confirmed();
  static final OrderEvent SHIPPED = new OrderEvent.Shipped("T-1", "post");
  static final OrderEvent DELIVERED = new OrderEvent.Delivered("A. Reader");
  static final OrderEvent CANCELLED = new OrderEvent.Cancelled(REASON, "customer");

  private OrderFixtures() {}

  static Stream<OrderEvent> everyEvent() {
    return Stream.of(CREATED, ITEMS_UPDATED, CONFIRMED, SHIPPED, DELIVERED, CANCELLED);
  }

  /** The shortest way there. */
  static List<OrderEvent> leadingTo(OrderStatus status) {
    return switch (status) {
      case NONE -> List.of();
      case CREATED -> List.of(CREATED);
      case CONFIRMED -> List.of(CREATED, CONFIRMED);
      case SHIPPED -> List.of(CREATED, CONFIRMED, SHIPPED);
      case DELIVERED -> List.of(CREATED, CONFIRMED, SHIPPED, DELIVERED);
      case CANCELLED -> List.of(CREATED, CANCELLED);
    };
  }
}
