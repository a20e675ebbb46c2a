package dev.millrace.cli.conservation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.cli.conservation.ExpectedViews.OrderLine;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ExpectedViewsTest {

  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  @Test
  void listsACustomersOrdersNewestFirst() {
    OrderLine early = line(NOON, UUID.fromString("00000000-0000-3000-8000-000000000002"));
    OrderLine late =
        line(NOON.plusMillis(1), UUID.fromString("00000000-0000-3000-8000-000000000001"));

    assertThat(sorted(early, late)).containsExactly(late, early);
  }

  @Test
  void comparesIdsUnsignedAsTheDatabaseDoes() {
    OrderLine small = line(NOON, UUID.fromString("2d20e935-0aff-3475-a386-cd24ec6c12e2"));
    OrderLine large = line(NOON, UUID.fromString("e28197a2-419b-326f-959a-06ddcd7e60f2"));

    assertThat(sorted(small, large)).containsExactly(large, small);
  }

  private static List<OrderLine> sorted(OrderLine... lines) {
    return Stream.of(lines).sorted(OrderLine.NEWEST_FIRST).toList();
  }

  private static OrderLine line(Instant createdAt, UUID orderId) {
    return new OrderLine(createdAt, orderId, 1, "CREATED", "EUR", 100, 1);
  }
}
