package dev.millrace.projection.customer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.order.domain.OrderStatus;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CustomerSummaryTest {

  private static final UUID CUSTOMER = new UUID(1, 1);
  private static final UUID FIRST = new UUID(2, 1);
  private static final UUID SECOND = new UUID(2, 2);
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00.125Z");

  private final Contribution first =
      new Contribution(FIRST, 1, OrderStatus.CREATED, "EUR", 100, NOON);
  private final Contribution second =
      new Contribution(SECOND, 2, OrderStatus.CONFIRMED, "USD", 70, NOON.plusSeconds(1));
  private final CustomerSummary empty = CustomerSummary.empty(CUSTOMER);

  @Test
  void addsOrdersUp() {
    assertThat(empty.plus(first).plus(second))
        .isEqualTo(
            new CustomerSummary(
                CUSTOMER,
                3,
                Map.of(OrderStatus.CREATED, 1L, OrderStatus.CONFIRMED, 1L),
                Map.of("EUR", BigInteger.valueOf(100), "USD", BigInteger.valueOf(70)),
                SECOND,
                NOON.plusSeconds(1)));
  }

  @Test
  void sumsUpByCurrencyAndCountsByStatus() {
    var another = new Contribution(SECOND, 1, OrderStatus.CREATED, "EUR", 11, NOON);
    CustomerSummary summary = empty.plus(first).plus(another);
    assertThat(summary.lifetimeTotals()).isEqualTo(Map.of("EUR", BigInteger.valueOf(111)));
    assertThat(summary.ordersByStatus()).isEqualTo(Map.of(OrderStatus.CREATED, 2L));
  }

  @Test
  void aNewStateTakesThePlaceOfTheOld() {
    var confirmed = new Contribution(FIRST, 2, OrderStatus.CONFIRMED, "EUR", 90, NOON);
    assertThat(empty.plus(first).replacing(first, confirmed)).isEqualTo(empty.plus(confirmed));
  }

  @Test
  void aCancelledOrderLeavesTheTotalsAndStaysInTheCounts() {
    var cancelled = new Contribution(FIRST, 2, OrderStatus.CANCELLED, "EUR", 100, NOON);
    CustomerSummary summary = empty.plus(first).plus(second).replacing(first, cancelled);
    assertThat(summary.lifetimeTotals()).isEqualTo(Map.of("USD", BigInteger.valueOf(70)));
    assertThat(summary.ordersByStatus())
        .isEqualTo(Map.of(OrderStatus.CANCELLED, 1L, OrderStatus.CONFIRMED, 1L));
    assertThat(summary.version()).isEqualTo(4);
  }

  @Test
  void theLastOrderIsTheOneThatWasCreatedLast() {
    assertThat(empty.plus(second).plus(first).lastOrderId()).isEqualTo(SECOND);
    assertThat(empty.plus(first).plus(second).lastOrderId()).isEqualTo(SECOND);
    var newer = new Contribution(FIRST, 9, OrderStatus.SHIPPED, "EUR", 100, NOON);
    assertThat(empty.plus(first).plus(second).replacing(first, newer).lastOrderId())
        .isEqualTo(SECOND);
  }

  @Test
  void ofTwoOrdersOfOneInstantTheGreaterIdIsTheLast() {
    var twin = new Contribution(SECOND, 1, OrderStatus.CREATED, "EUR", 100, NOON);
    assertThat(empty.plus(first).plus(twin).lastOrderId()).isEqualTo(SECOND);
    assertThat(empty.plus(twin).plus(first).lastOrderId()).isEqualTo(SECOND);
  }

  @Test
  void totalsDoNotOverflow() {
    var huge = new Contribution(FIRST, 1, OrderStatus.CREATED, "EUR", Long.MAX_VALUE, NOON);
    var more = new Contribution(SECOND, 1, OrderStatus.CREATED, "EUR", Long.MAX_VALUE, NOON);
    assertThat(empty.plus(huge).plus(more).lifetimeTotals())
        .isEqualTo(Map.of("EUR", BigInteger.valueOf(Long.MAX_VALUE).shiftLeft(1)));
  }
}
