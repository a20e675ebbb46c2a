package dev.millrace.projection;

import static dev.millrace.projection.EventFixtures.CANCELLED;
import static dev.millrace.projection.EventFixtures.CONFIRMED;
import static dev.millrace.projection.EventFixtures.CREATED;
import static dev.millrace.projection.EventFixtures.CUSTOMER;
import static dev.millrace.projection.EventFixtures.DELIVERED;
import static dev.millrace.projection.EventFixtures.ITEMS_UPDATED;
import static dev.millrace.projection.EventFixtures.NOON;
import static dev.millrace.projection.EventFixtures.ORDER;
import static dev.millrace.projection.EventFixtures.OTHER_ORDER;
import static dev.millrace.projection.EventFixtures.SHIPPED;
import static dev.millrace.projection.EventFixtures.life;
import static dev.millrace.projection.EventFixtures.time;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.millrace.order.domain.OrderStatus;
import dev.millrace.projection.status.OrdersByStatusProjection;
import dev.millrace.projection.status.StatusCounts;
import dev.millrace.projection.status.StatusOrder;
import dev.millrace.projection.status.StatusReadModel;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Orders by status: every order in one list, and right numbers. */
class OrdersByStatusProjectionTest extends ProjectionContract {

  @Override
  Projection projection() {
    return new OrdersByStatusProjection();
  }

  @Override
  List<?> rows() {
    return Stream.concat(orders().stream(), counts().stream()).toList();
  }

  private List<StatusOrder> orders() {
    return sinks.rows(StatusReadModel.ORDER_ROWS);
  }

  private List<StatusCounts> counts() {
    return sinks.rows(StatusReadModel.COUNT_ROWS);
  }

  @Test
  void anOrderGoesFromListToList() {
    driver.pipe(life(ORDER, CREATED, ITEMS_UPDATED, CONFIRMED, SHIPPED, DELIVERED));
    assertThat(orders())
        .extracting(StatusOrder::status, StatusOrder::left)
        .containsExactly(
            tuple(OrderStatus.CREATED, Set.of()),
            tuple(OrderStatus.CREATED, Set.of()),
            tuple(OrderStatus.CONFIRMED, Set.of(OrderStatus.CREATED)),
            tuple(OrderStatus.SHIPPED, Set.of(OrderStatus.CONFIRMED)),
            tuple(OrderStatus.DELIVERED, Set.of(OrderStatus.SHIPPED)));
    assertThat(orders().get(4))
        .isEqualTo(
            new StatusOrder(
                ORDER,
                5,
                OrderStatus.DELIVERED,
                Set.of(OrderStatus.SHIPPED),
                0,
                CUSTOMER,
                "EUR",
                3_000,
                NOON,
                time(5)));
    assertThat(counts().get(4))
        .isEqualTo(new StatusCounts(0, 5, Map.of(OrderStatus.DELIVERED, 1L)));
  }

  @Test
  void ordersAreCountedTogether() {
    driver.pipe(life(ORDER, CREATED, CANCELLED));
    driver.pipe(life(OTHER_ORDER, CREATED));
    assertThat(counts().get(2))
        .isEqualTo(
            new StatusCounts(0, 3, Map.of(OrderStatus.CANCELLED, 1L, OrderStatus.CREATED, 1L)));
  }
}
