package dev.millrace.order.domain;

import static dev.millrace.order.domain.OrderFixtures.CUSTOMER;
import static dev.millrace.order.domain.OrderFixtures.DECIDER;
import static dev.millrace.order.domain.OrderFixtures.ITEMS;
import static dev.millrace.order.domain.OrderFixtures.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.aggregate.Decision;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every rule on a command's own content: which rule, which field, and that the limit itself is
 * allowed.
 */
class CommandRulesTest {

  private static final String LONG = "x".repeat(201);

  static Stream<Arguments> brokenCommands() {
    return Stream.of(
        broken(create("EUR", List.of()), OrderRule.EMPTY_ORDER, "items"),
        broken(create("EUR", lines(501)), OrderRule.TOO_MANY_ITEMS, "items"),
        broken(create("euro", ITEMS), OrderRule.INVALID_CURRENCY, "currency"),
        broken(create("", ITEMS), OrderRule.INVALID_CURRENCY, "currency"),
        broken(one("tea", 0, 1), OrderRule.QUANTITY_OUT_OF_RANGE, "items[0].quantity"),
        broken(one("tea", -5, 1), OrderRule.QUANTITY_OUT_OF_RANGE, "items[0].quantity"),
        broken(one("tea", 10_001, 1), OrderRule.QUANTITY_OUT_OF_RANGE, "items[0].quantity"),
        broken(one("tea", 1, -1), OrderRule.NEGATIVE_PRICE, "items[0].unitPriceMinor"),
        broken(one(" ", 1, 1), OrderRule.BLANK_TEXT, "items[0].productId"),
        broken(one(LONG, 1, 1), OrderRule.TEXT_TOO_LONG, "items[0].productId"),
        broken(one("tea", 2, Long.MAX_VALUE), OrderRule.TOTAL_OVERFLOW, "items"),
        broken(
            update(new OrderItem("a", 1, Long.MAX_VALUE), new OrderItem("b", 1, 1)),
            OrderRule.TOTAL_OVERFLOW,
            "items"),
        broken(
            update(new OrderItem("a", 1, 1), new OrderItem("a", 2, 1)),
            OrderRule.DUPLICATE_PRODUCT,
            "items[1].productId"),
        broken(new OrderCommand.Ship("", "post"), OrderRule.BLANK_TEXT, "trackingNumber"),
        broken(new OrderCommand.Ship("T", " "), OrderRule.BLANK_TEXT, "carrier"),
        broken(new OrderCommand.Deliver(LONG), OrderRule.TEXT_TOO_LONG, "signature"),
        broken(cancel("", "me"), OrderRule.BLANK_TEXT, "reason.text"),
        broken(cancel(" \t", "me"), OrderRule.BLANK_TEXT, "reason.text"),
        broken(cancel(LONG, "me"), OrderRule.TEXT_TOO_LONG, "reason.text"),
        broken(cancel("why", ""), OrderRule.BLANK_TEXT, "cancelledBy"));
  }

  @ParameterizedTest
  @MethodSource("brokenCommands")
  void refusesWithRuleAndField(OrderCommand command, OrderRule rule, String field) {
    for (OrderStatus status : OrderStatus.values()) {
      ORDERS.given(OrderFixtures.leadingTo(status)).when(command).thenRejected(rule, field);
    }
  }

  @ParameterizedTest
  @MethodSource("brokenCommands")
  void startsTheDetailWithTheFieldAndKeepsItShort(
      OrderCommand command, OrderRule rule, String field) {
    assertThat(CommandRules.brokenBy(command))
        .hasValueSatisfying(
            broken -> assertThat(broken.detail()).startsWith(field + " ").hasSizeLessThan(300));
  }

  @Test
  void allowsTheLimitsThemselves() {
    assertThat(accepted(create("JPY", lines(500)))).isTrue();
    assertThat(accepted(one("tea", 10_000, 0))).isTrue();
    assertThat(accepted(one("tea", 1, Long.MAX_VALUE))).isTrue();
    assertThat(accepted(one("x".repeat(200), 1, 1))).isTrue();
  }

  private static boolean accepted(OrderCommand command) {
    return DECIDER.decide(Order.NONE, command) instanceof Decision.Accepted;
  }

  private static Arguments broken(OrderCommand command, OrderRule rule, String field) {
    return Arguments.of(command, rule, field);
  }

  private static OrderCommand create(String currency, List<OrderItem> items) {
    return new OrderCommand.Create(CUSTOMER, currency, items);
  }

  private static OrderCommand one(String productId, int quantity, long unitPriceMinor) {
    return create(
        "EUR", Collections.singletonList(new OrderItem(productId, quantity, unitPriceMinor)));
  }

  private static OrderCommand cancel(String text, String cancelledBy) {
    return new OrderCommand.Cancel(
        new CancellationReason(CancellationReason.Code.CUSTOMER_REQUEST, text), cancelledBy);
  }

  private static OrderCommand update(OrderItem... items) {
    return new OrderCommand.UpdateItems(List.of(items));
  }

  private static List<OrderItem> lines(int count) {
    return IntStream.range(0, count).mapToObj(i -> new OrderItem("product-" + i, 1, 1)).toList();
  }
}
