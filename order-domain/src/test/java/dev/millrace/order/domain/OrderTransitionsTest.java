package dev.millrace.order.domain;

import static dev.millrace.order.domain.OrderFixtures.CANCEL;
import static dev.millrace.order.domain.OrderFixtures.CONFIRM;
import static dev.millrace.order.domain.OrderFixtures.CREATE;
import static dev.millrace.order.domain.OrderFixtures.DECIDER;
import static dev.millrace.order.domain.OrderFixtures.DELIVER;
import static dev.millrace.order.domain.OrderFixtures.SHIP;
import static dev.millrace.order.domain.OrderFixtures.UPDATE_ITEMS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.aggregate.Decision;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every command in every status: either the status that follows, or the rule that forbids it. */
class OrderTransitionsTest {

  private static final List<OrderCommand> COMMANDS =
      List.of(CREATE, UPDATE_ITEMS, CONFIRM, SHIP, DELIVER, CANCEL);

  /** One row a status; columns in the order of {@link #COMMANDS}; upper case is a rule. */
  private static final String TABLE =
      """
      NONE      created         UNKNOWN_ORDER     UNKNOWN_ORDER     UNKNOWN_ORDER     UNKNOWN_ORDER     UNKNOWN_ORDER
      CREATED   ALREADY_CREATED created           confirmed         NOT_CONFIRMED     NOT_SHIPPED       cancelled
      CONFIRMED ALREADY_CREATED ITEMS_FIXED       ALREADY_CONFIRMED shipped           NOT_SHIPPED       cancelled
      SHIPPED   ALREADY_CREATED ITEMS_FIXED       ALREADY_CONFIRMED ALREADY_SHIPPED   delivered         cancelled
      DELIVERED ALREADY_CREATED ITEMS_FIXED       ALREADY_CONFIRMED ALREADY_SHIPPED   ALREADY_DELIVERED ALREADY_DELIVERED
      CANCELLED ALREADY_CREATED ALREADY_CANCELLED ALREADY_CANCELLED ALREADY_CANCELLED ALREADY_CANCELLED ALREADY_CANCELLED
      """;

  static Stream<Arguments> everyCommandInEveryStatus() {
    return TABLE
        .lines()
        .map(line -> line.split(" +"))
        .flatMap(
            cells ->
                Stream.iterate(0, i -> i + 1)
                    .limit(COMMANDS.size())
                    .map(
                        i ->
                            Arguments.of(
                                OrderStatus.valueOf(cells[0]), COMMANDS.get(i), cells[i + 1])));
  }

  @ParameterizedTest(name = "{1} on {0} is {2}")
  @MethodSource("everyCommandInEveryStatus")
  void decides(OrderStatus status, OrderCommand command, String expected) {
    Order order = OrderFixtures.in(status);
    assertThat(outcome(order, DECIDER.decide(order, command))).isEqualTo(expected);
  }

  @Test
  void tableCoversEveryCommandAndEveryStatus() {
    Set<Class<?>> inTable = new HashSet<>();
    COMMANDS.forEach(command -> inTable.add(command.getClass()));
    assertThat(inTable).containsExactlyInAnyOrder(OrderCommand.class.getPermittedSubclasses());
    assertThat(TABLE.lines().map(line -> OrderStatus.valueOf(line.split(" +")[0])))
        .containsExactlyElementsOf(Arrays.asList(OrderStatus.values()));
  }

  private static String outcome(Order order, Decision<OrderEvent> decision) {
    if (decision instanceof Decision.Rejected<OrderEvent> rejected) {
      return rejected.rejection().rule().toString();
    }
    Order next = order;
    for (OrderEvent event : ((Decision.Accepted<OrderEvent>) decision).events()) {
      next = DECIDER.evolve(next, event);
    }
    return next.status().name().toLowerCase(java.util.Locale.ROOT);
  }
}
