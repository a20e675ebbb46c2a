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
import static dev.millrace.projection.EventFixtures.created;
import static dev.millrace.projection.EventFixtures.life;
import static dev.millrace.projection.EventFixtures.time;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.order.domain.OrderStatus;
import dev.millrace.projection.customer.CustomerOrder;
import dev.millrace.projection.customer.CustomerReadModel;
import dev.millrace.projection.customer.CustomerSummary;
import dev.millrace.projection.customer.OrdersByCustomerProjection;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The customers' orders and summaries: rows of two tables, and nothing else. */
class OrdersByCustomerProjectionTest extends ProjectionContract {

  private static final UUID OTHER_CUSTOMER =
      UUID.fromString("11111111-2222-4333-8444-555555555555");

  @Override
  Projection projection() {
    return new OrdersByCustomerProjection();
  }

  @Override
  List<?> rows() {
    return Stream.concat(orders().stream(), summaries().stream()).toList();
  }

  private List<CustomerOrder> orders() {
    return sinks.rows(CustomerReadModel.ORDER_ROWS);
  }

  private List<CustomerSummary> summaries() {
    return sinks.rows(CustomerReadModel.SUMMARY_ROWS);
  }

  @Test
  void anOrderIsInTheListAndTheSummaryOfItsCustomer() {
    driver.pipe(life(ORDER, CREATED));
    assertThat(orders())
        .containsExactly(
            new CustomerOrder(
                CUSTOMER, ORDER, 1, OrderStatus.CREATED, "EUR", 2_100, 2, NOON, NOON));
    assertThat(summaries())
        .containsExactly(summary(1, Map.of(OrderStatus.CREATED, 1L), Map.of("EUR", 2_100L)));
    assertThat(driver.producedTopics())
        .containsExactly("projection-orders-by-customer-by-customer-repartition");
  }

  @Test
  void aWholeLifeIsARowOfBothTablesAnEvent() {
    driver.pipe(life(ORDER, CREATED, ITEMS_UPDATED, CONFIRMED, SHIPPED, DELIVERED));
    assertThat(orders()).extracting(CustomerOrder::version).containsExactly(1L, 2L, 3L, 4L, 5L);
    assertThat(orders().get(4))
        .isEqualTo(
            new CustomerOrder(
                CUSTOMER, ORDER, 5, OrderStatus.DELIVERED, "EUR", 3_000, 1, NOON, time(5)));
    assertThat(summaries()).hasSize(5);
    assertThat(summaries().get(4))
        .isEqualTo(summary(5, Map.of(OrderStatus.DELIVERED, 1L), Map.of("EUR", 3_000L)));
    assertThat(driver.deadLetters()).isEmpty();
  }

  @Test
  void aCancelledOrderIsCountedAndItsTotalIsNot() {
    driver.pipe(life(ORDER, CREATED, CANCELLED));
    assertThat(orders().get(1).status()).isEqualTo(OrderStatus.CANCELLED);
    assertThat(summaries().get(1))
        .isEqualTo(summary(2, Map.of(OrderStatus.CANCELLED, 1L), Map.of()));
  }

  @Test
  void customersAreApart() {
    driver.pipe(life(ORDER, CREATED));
    driver.pipe(life(OTHER_ORDER, created(OTHER_CUSTOMER), CONFIRMED));
    assertThat(summaries())
        .extracting(summary -> summary.customerId() + " " + summary.ordersByStatus())
        .containsExactly(
            CUSTOMER + " {CREATED=1}",
            OTHER_CUSTOMER + " {CREATED=1}",
            OTHER_CUSTOMER + " {CONFIRMED=1}");
  }

  private static CustomerSummary summary(
      long version, Map<OrderStatus, Long> counts, Map<String, Long> totals) {
    Map<String, BigInteger> big = new java.util.TreeMap<>();
    totals.forEach((currency, total) -> big.put(currency, BigInteger.valueOf(total)));
    return new CustomerSummary(CUSTOMER, version, counts, big, ORDER, NOON);
  }
}
