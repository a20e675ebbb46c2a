package dev.millrace.projection.query;

import dev.millrace.contract.OrderView;
import dev.millrace.order.domain.OrderItem;
import dev.millrace.order.domain.OrderStatus;
import dev.millrace.projection.customer.CustomerOrder;
import dev.millrace.projection.customer.CustomerSummary;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What the read models hold in these tests. */
public final class QueryFixtures {

  public static final UUID ORDER = UUID.fromString("0b5a4c2e-0c7e-4a8e-9d4b-6a3f2c1d0e9f");
  public static final UUID CUSTOMER = UUID.fromString("7d9f3b1a-2c4e-4f6a-8b0c-1d2e3f4a5b6c");
  public static final UUID NOBODY = UUID.fromString("00000000-0000-4000-8000-000000000000");
  public static final Instant NOON = Instant.parse("2026-11-23T12:00:00.125Z");

  private QueryFixtures() {}

  public static OrderView view(UUID order, long version) {
    return new OrderView(
        order,
        version,
        OrderStatus.CONFIRMED,
        CUSTOMER,
        "EUR",
        List.of(new OrderItem("tea", 2, 450)),
        900,
        null,
        null,
        null,
        NOON,
        NOON.plusSeconds(version));
  }

  /** The customer's order of this number; greater numbers are newer. */
  public static CustomerOrder order(int number) {
    Instant createdAt = NOON.plusSeconds(number);
    return new CustomerOrder(
        CUSTOMER, new UUID(7, number), 1, OrderStatus.CREATED, "EUR", 900, 1, createdAt, createdAt);
  }

  public static CustomerSummary summary() {
    return new CustomerSummary(
        CUSTOMER,
        7,
        Map.of(OrderStatus.CREATED, 2L, OrderStatus.CANCELLED, 1L),
        Map.of("EUR", BigInteger.valueOf(1_800)),
        ORDER,
        NOON);
  }
}
