package dev.millrace.contract;

import dev.millrace.order.domain.OrderEvent;
import java.util.List;

/** The order's event-type table. */
public final class OrderEvents {

  public static final EventTypes<OrderEvent> TYPES =
      EventTypes.of(
          "order",
          Topics.ORDER_EVENTS.name(),
          List.of(
              EventType.published("order.created", OrderEvent.Created.class),
              EventType.published("order.items-updated", OrderEvent.ItemsUpdated.class),
              EventType.published("order.confirmed", OrderEvent.Confirmed.class),
              EventType.published("order.shipped", OrderEvent.Shipped.class),
              EventType.published("order.delivered", OrderEvent.Delivered.class),
              EventType.<OrderEvent>published("order.cancelled", OrderEvent.Cancelled.class)
                  .upcasting(OrderUpcasters::giveReasonACode)));

  private OrderEvents() {}
}
