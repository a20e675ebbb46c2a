package dev.millrace.order.domain;

import static dev.millrace.order.domain.OrderFixtures.CANCELLED;
import static dev.millrace.order.domain.OrderFixtures.CONFIRMED;
import static dev.millrace.order.domain.OrderFixtures.CREATED;
import static dev.millrace.order.domain.OrderFixtures.CUSTOMER;
import static dev.millrace.order.domain.OrderFixtures.DECIDER;
import static dev.millrace.order.domain.OrderFixtures.DELIVERED;
import static dev.millrace.order.domain.OrderFixtures.ITEMS;
import static dev.millrace.order.domain.OrderFixtures.ITEMS_UPDATED;
import static dev.millrace.order.domain.OrderFixtures.OTHER_ITEMS;
import static dev.millrace.order.domain.OrderFixtures.SHIPPED;
import static dev.millrace.order.domain.OrderFixtures.after;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.aggregate.Decision;
import dev.millrace.order.domain.Order.Cancellation;
import dev.millrace.order.domain.Order.Shipment;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What each event does to the order, and which event each command makes. */
class OrderEventsTest {

  static Stream<OrderEvent> everyEvent() {
    return Stream.of(CREATED, ITEMS_UPDATED, CONFIRMED, SHIPPED, DELIVERED, CANCELLED);
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
      assertThat(DECIDER.evolve(OrderFixtures.in(status), event)).isNotNull();
    }
  }

  @Test
  void createdOpensTheOrder() {
    assertThat(after(CREATED))
        .isEqualTo(new Order(OrderStatus.CREATED, CUSTOMER, "EUR", ITEMS, 2_100, null, null, null));
  }

  @Test
  void itemsUpdatedReplacesItemsAndTotalAndNothingElse() {
    assertThat(after(CREATED, ITEMS_UPDATED))
        .isEqualTo(
            new Order(OrderStatus.CREATED, CUSTOMER, "EUR", OTHER_ITEMS, 3_000, null, null, null));
  }

  @Test
  void aWholeLifeKeepsWhatEachEventBrought() {
    assertThat(after(CREATED, CONFIRMED, SHIPPED, DELIVERED))
        .isEqualTo(
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
    assertThat(after(CREATED, CANCELLED))
        .isEqualTo(
            new Order(
                OrderStatus.CANCELLED,
                CUSTOMER,
                "EUR",
                ITEMS,
                2_100,
                null,
                null,
                new Cancellation("too late", "customer")));
  }

  @Test
  void eachCommandMakesItsEventWithWhatWasAsked() {
    assertThat(eventOf(OrderStatus.NONE, OrderFixtures.CREATE)).isEqualTo(CREATED);
    assertThat(eventOf(OrderStatus.CREATED, OrderFixtures.UPDATE_ITEMS)).isEqualTo(ITEMS_UPDATED);
    assertThat(eventOf(OrderStatus.CREATED, OrderFixtures.CONFIRM)).isEqualTo(CONFIRMED);
    assertThat(eventOf(OrderStatus.CONFIRMED, OrderFixtures.SHIP)).isEqualTo(SHIPPED);
    assertThat(eventOf(OrderStatus.SHIPPED, OrderFixtures.DELIVER)).isEqualTo(DELIVERED);
    assertThat(eventOf(OrderStatus.CREATED, OrderFixtures.CANCEL)).isEqualTo(CANCELLED);
  }

  @ParameterizedTest
  @EnumSource(OrderRule.class)
  void reasonCodesAreKebabCase(OrderRule rule) {
    assertThat(rule.code()).matches("[a-z]+(-[a-z]+)*");
  }

  private static OrderEvent eventOf(OrderStatus status, OrderCommand command) {
    Decision<OrderEvent> decision = DECIDER.decide(OrderFixtures.in(status), command);
    List<OrderEvent> events = ((Decision.Accepted<OrderEvent>) decision).events();
    assertThat(events).hasSize(1);
    return events.get(0);
  }
}
