package dev.millrace.order.domain;

import static dev.millrace.order.domain.OrderFixtures.CANCELLED;
import static dev.millrace.order.domain.OrderFixtures.CONFIRMED;
import static dev.millrace.order.domain.OrderFixtures.CREATED;
import static dev.millrace.order.domain.OrderFixtures.CUSTOMER;
import static dev.millrace.order.domain.OrderFixtures.DELIVERED;
import static dev.millrace.order.domain.OrderFixtures.ITEMS;
import static dev.millrace.order.domain.OrderFixtures.ITEMS_UPDATED;
import static dev.millrace.order.domain.OrderFixtures.ORDERS;
import static dev.millrace.order.domain.OrderFixtures.OTHER_ITEMS;
import static dev.millrace.order.domain.OrderFixtures.REASON;
import static dev.millrace.order.domain.OrderFixtures.SHIPPED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.order.domain.Order.Cancellation;
import dev.millrace.order.domain.Order.Shipment;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What each event does to the order. */
class OrderEventsTest {

  static Stream<OrderEvent> everyEvent() {
    return OrderFixtures.everyEvent();
  }

  @Test
  void samplesCoverEveryEvent() {
    assertThat(everyEvent().map(Object::getClass))
        .containsExactlyInAnyOrder(OrderEvent.class.getPermittedSubclasses());
  }

  @ParameterizedTest
  @MethodSource("everyEvent")
  void evolvesFromEveryStatusWithoutFailing(OrderEvent event) {
    for (OrderStatus status : OrderStatus.values()) {
      List<OrderEvent> history = new ArrayList<>(OrderFixtures.leadingTo(status));
      history.add(event);
      ORDERS.given(history).thenStateSatisfies(order -> assertThat(order).isNotNull());
    }
  }

  @Test
  void createdOpensTheOrder() {
    ORDERS
        .given(CREATED)
        .thenState(new Order(OrderStatus.CREATED, CUSTOMER, "EUR", ITEMS, 2_100, null, null, null));
  }

  @Test
  void itemsUpdatedReplacesItemsAndTotalAndNothingElse() {
    ORDERS
        .given(CREATED, ITEMS_UPDATED)
        .thenState(
            new Order(OrderStatus.CREATED, CUSTOMER, "EUR", OTHER_ITEMS, 3_000, null, null, null));
  }

  @Test
  void aWholeLifeKeepsWhatEachEventBrought() {
    ORDERS
        .given(CREATED, CONFIRMED, SHIPPED, DELIVERED)
        .thenState(
            new Order(
                OrderStatus.DELIVERED,
                CUSTOMER,
                "EUR",
                ITEMS,
                2_100,
                new Shipment("T-1", "post"),
                "A. Reader",
                null));
  }

  @Test
  void cancelledKeepsReasonAndAuthor() {
    ORDERS
        .given(CREATED, CANCELLED)
        .thenState(
            new Order(
                OrderStatus.CANCELLED,
                CUSTOMER,
                "EUR",
                ITEMS,
                2_100,
                null,
                null,
                new Cancellation(REASON, "customer")));
  }

  @ParameterizedTest
  @EnumSource(OrderRule.class)
  void reasonCodesAreKebabCase(OrderRule rule) {
    assertThat(rule.code()).matches("[a-z]+(-[a-z]+)*");
  }
}
