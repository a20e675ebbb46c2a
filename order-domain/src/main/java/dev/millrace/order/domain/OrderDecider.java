package dev.millrace.order.domain;

import static dev.millrace.aggregate.Decision.accepted;
import static dev.millrace.aggregate.Decision.rejected;

import dev.millrace.aggregate.Decider;
import dev.millrace.aggregate.Decision;
import dev.millrace.aggregate.Rejection;
import dev.millrace.order.domain.OrderCommand.Cancel;
import dev.millrace.order.domain.OrderCommand.Confirm;
import dev.millrace.order.domain.OrderCommand.Create;
import dev.millrace.order.domain.OrderCommand.Deliver;
import dev.millrace.order.domain.OrderCommand.Ship;
import dev.millrace.order.domain.OrderCommand.UpdateItems;
import java.util.Optional;

/** The rules of an order: created, confirmed, shipped, delivered; cancelled on the way. */
public final class OrderDecider implements Decider<OrderCommand, Order, OrderEvent> {

  @Override
  public Order initial() {
    return Order.NONE;
  }

  /** A command that breaks a rule by itself is refused before the order is looked at. */
  @Override
  public Decision<OrderEvent> decide(Order order, OrderCommand command) {
    Optional<Rejection> broken = CommandRules.brokenBy(command);
    return broken.isPresent() ? rejected(broken.get()) : dispatch(order, command);
  }

  private static Decision<OrderEvent> dispatch(Order order, OrderCommand command) {
    if (command instanceof Create c) {
      return create(order, c);
    }
    if (command instanceof UpdateItems c) {
      return updateItems(order, c);
    }
    if (command instanceof Confirm) {
      return confirm(order);
    }
    if (command instanceof Ship c) {
      return ship(order, c);
    }
    if (command instanceof Deliver c) {
      return deliver(order, c);
    }
    if (command instanceof Cancel c) {
      return cancel(order, c);
    }
    throw new AssertionError("unhandled command " + command.getClass());
  }

  private static Decision<OrderEvent> create(Order order, Create c) {
    return switch (order.status()) {
      case NONE ->
          accepted(
              new OrderEvent.Created(
                  c.customerId(), c.currency(), c.items(), CommandRules.total(c.items())));
      case CREATED, CONFIRMED, SHIPPED, DELIVERED, CANCELLED ->
          refused(OrderRule.ALREADY_CREATED, "the order exists already");
    };
  }

  private static Decision<OrderEvent> updateItems(Order order, UpdateItems c) {
    return switch (order.status()) {
      case NONE -> unknown();
      case CREATED ->
          accepted(new OrderEvent.ItemsUpdated(c.items(), CommandRules.total(c.items())));
      case CONFIRMED, SHIPPED, DELIVERED ->
          refused(OrderRule.ITEMS_FIXED, "items change only before the order is confirmed");
      case CANCELLED -> cancelled();
    };
  }

  private static Decision<OrderEvent> confirm(Order order) {
    return switch (order.status()) {
      case NONE -> unknown();
      case CREATED -> accepted(new OrderEvent.Confirmed());
      case CONFIRMED, SHIPPED, DELIVERED ->
          refused(OrderRule.ALREADY_CONFIRMED, "the order is confirmed already");
      case CANCELLED -> cancelled();
    };
  }

  private static Decision<OrderEvent> ship(Order order, Ship c) {
    return switch (order.status()) {
      case NONE -> unknown();
      case CREATED -> refused(OrderRule.NOT_CONFIRMED, "only a confirmed order is shipped");
      case CONFIRMED -> accepted(new OrderEvent.Shipped(c.trackingNumber(), c.carrier()));
      case SHIPPED, DELIVERED -> refused(OrderRule.ALREADY_SHIPPED, "the order is shipped already");
      case CANCELLED -> cancelled();
    };
  }

  private static Decision<OrderEvent> deliver(Order order, Deliver c) {
    return switch (order.status()) {
      case NONE -> unknown();
      case CREATED, CONFIRMED ->
          refused(OrderRule.NOT_SHIPPED, "only a shipped order is delivered");
      case SHIPPED -> accepted(new OrderEvent.Delivered(c.signature()));
      case DELIVERED -> refused(OrderRule.ALREADY_DELIVERED, "the order is delivered already");
      case CANCELLED -> cancelled();
    };
  }

  private static Decision<OrderEvent> cancel(Order order, Cancel c) {
    return switch (order.status()) {
      case NONE -> unknown();
      case CREATED, CONFIRMED, SHIPPED ->
          accepted(new OrderEvent.Cancelled(c.reason(), c.cancelledBy()));
      case DELIVERED ->
          refused(OrderRule.ALREADY_DELIVERED, "a delivered order is no longer cancelled");
      case CANCELLED -> cancelled();
    };
  }

  @Override
  public Order evolve(Order order, OrderEvent event) {
    if (event instanceof OrderEvent.Created e) {
      return Order.opened(e);
    }
    if (event instanceof OrderEvent.ItemsUpdated e) {
      return order.with(e.items(), e.totalMinor());
    }
    if (event instanceof OrderEvent.Confirmed) {
      return order.with(OrderStatus.CONFIRMED);
    }
    if (event instanceof OrderEvent.Shipped e) {
      return order
          .with(OrderStatus.SHIPPED)
          .with(new Order.Shipment(e.trackingNumber(), e.carrier()));
    }
    if (event instanceof OrderEvent.Delivered e) {
      return order.with(OrderStatus.DELIVERED).withSignature(e.signature());
    }
    if (event instanceof OrderEvent.Cancelled e) {
      return order
          .with(OrderStatus.CANCELLED)
          .with(new Order.Cancellation(e.reason(), e.cancelledBy()));
    }
    throw new AssertionError("unhandled event " + event.getClass());
  }

  private static Decision<OrderEvent> unknown() {
    return refused(OrderRule.UNKNOWN_ORDER, "there is no such order");
  }

  private static Decision<OrderEvent> cancelled() {
    return refused(OrderRule.ALREADY_CANCELLED, "the order is cancelled");
  }

  private static Decision<OrderEvent> refused(OrderRule rule, String detail) {
    return rejected(rule.broken(detail));
  }
}
