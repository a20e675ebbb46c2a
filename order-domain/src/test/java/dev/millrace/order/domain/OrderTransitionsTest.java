package dev.millrace.order.domain;

import static dev.millrace.order.domain.OrderFixtures.CANCEL;
import static dev.millrace.order.domain.OrderFixtures.CONFIRM;
import static dev.millrace.order.domain.OrderFixtures.CREATE;
import static dev.millrace.order.domain.OrderFixtures.DELIVER;
import static dev.millrace.order.domain.OrderFixtures.ORDERS;
import static dev.millrace.order.domain.OrderFixtures.SHIP;
import static dev.millrace.order.domain.OrderFixtures.UPDATE_ITEMS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every command in every status: either the event that it makes, or the rule that forbids it. */
class OrderTransitionsTest {

  private static final List<OrderCommand> COMMANDS =
      List.of(CREATE, UPDATE_ITEMS, CONFIRM, SHIP, DELIVER, CANCEL);

  private static final Map<String, OrderEvent> EVENTS =
      OrderFixtures.everyEvent()
          .collect(Collectors.toMap(e -> e.getClass().getSimpleName(), Function.identity()));

  /** One row a status, columns in the order of {@link #COMMANDS}; upper case is a rule. */
  private static final String TABLE =
      """
      NONE      Created         UNKNOWN_ORDER     UNKNOWN_ORDER     UNKNOWN_ORDER     UNKNOWN_ORDER     UNKNOWN_ORDER
      CREATED   ALREADY_CREATED ItemsUpdated      Confirmed         NOT_CONFIRMED     NOT_SHIPPED       Cancelled
      CONFIRMED ALREADY_CREATED ITEMS_FIXED       ALREADY_CONFIRMED Shipped           NOT_SHIPPED       Cancelled
      SHIPPED   ALREADY_CREATED ITEMS_FIXED       ALREADY_CONFIRMED ALREADY_SHIPPED   Delivered         Cancelled
      DELIVERED ALREADY_CREATED ITEMS_FIXED       ALREADY_CONFIRMED ALREADY_SHIPPED   ALREADY_DELIVERED ALREADY_DELIVERED
      CANCELLED ALREADY_CREATED ALREADY_CANCELLED ALREADY_CANCELLED ALREADY_CANCELLED ALREADY_CANCELLED ALREADY_CANCELLED
      """;

  static Stream<Arguments> everyCommandInEveryStatus() {
    return TABLE.lines().map(line -> line.split(" +")).flatMap(OrderTransitionsTest::row);
  }

  private static Stream<Arguments> row(String[] cells) {
    OrderStatus status = OrderStatus.valueOf(cells[0]);
    return IntStream.range(0, COMMANDS.size())
        .mapToObj(i -> Arguments.of(status, COMMANDS.get(i), cells[i + 1]));
  }

  @ParameterizedTest(name = "{1} on {0} is {2}")
  @MethodSource("everyCommandInEveryStatus")
  void decides(OrderStatus status, OrderCommand command, String expected) {
    var outcome = ORDERS.given(OrderFixtures.leadingTo(status)).when(command);
    if (EVENTS.containsKey(expected)) {
      outcome.thenEvents(EVENTS.get(expected));
    } else {
      outcome.thenRejected(OrderRule.valueOf(expected));
    }
  }

  @Test
  void tableCoversEveryCommandAndEveryStatus() {
    assertThat(COMMANDS.stream().map(Object::getClass))
        .containsExactlyInAnyOrder(OrderCommand.class.getPermittedSubclasses());
    assertThat(TABLE.lines().map(line -> OrderStatus.valueOf(line.split(" +")[0])))
        .containsExactlyElementsOf(Arrays.asList(OrderStatus.values()));
  }

  @Test
  void eachHistoryLeadsToItsStatus() {
    for (OrderStatus status : OrderStatus.values()) {
      ORDERS
          .given(OrderFixtures.leadingTo(status))
          .thenStateSatisfies(order -> assertThat(order.status()).isEqualTo(status));
    }
  }
}
