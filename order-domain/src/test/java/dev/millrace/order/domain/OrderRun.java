package dev.millrace.order.domain;

import static dev.millrace.order.domain.OrderFixtures.DECIDER;

import dev.millrace.aggregate.Decision;
import java.util.ArrayList;
import java.util.List;

/** A sequence of commands, carried out one after the other on a new order. */
record OrderRun(List<Step> steps) {

  /**
   * One command.
   *
   * @param events what happened; none if the command was rejected
   */
  record Step(
      Order before,
      OrderCommand command,
      Decision<OrderEvent> decision,
      List<OrderEvent> events,
      Order after) {

    boolean accepted() {
      return decision instanceof Decision.Accepted;
    }
  }

  static OrderRun of(List<OrderCommand> commands) {
    List<Step> steps = new ArrayList<>();
    Order order = DECIDER.initial();
    for (OrderCommand command : commands) {
      Step step = step(order, command);
      steps.add(step);
      order = step.after();
    }
    return new OrderRun(steps);
  }

  private static Step step(Order before, OrderCommand command) {
    Decision<OrderEvent> decision = DECIDER.decide(before, command);
    List<OrderEvent> events =
        decision instanceof Decision.Accepted<OrderEvent> accepted ? accepted.events() : List.of();
    return new Step(before, command, decision, events, fold(before, events));
  }

  static Order fold(Order from, List<OrderEvent> events) {
    Order order = from;
    for (OrderEvent event : events) {
      order = DECIDER.evolve(order, event);
    }
    return order;
  }

  List<OrderEvent> events() {
    return steps.stream().flatMap(step -> step.events().stream()).toList();
  }

  Order end() {
    return steps.isEmpty() ? DECIDER.initial() : steps.get(steps.size() - 1).after();
  }
}
