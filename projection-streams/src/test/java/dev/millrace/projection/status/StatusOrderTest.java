package dev.millrace.projection.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.order.domain.OrderStatus;
import dev.millrace.testkit.Trials;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** However the versions of an order are merged and written, it ends in one list. */
class StatusOrderTest {

  private static final UUID ID = UUID.randomUUID();
  private static final List<OrderStatus> STATUSES = List.of(OrderStatus.values());

  @Test
  void anOrderIsInTheListOfItsNewestStatusAlone() {
    Trials.run(
        200,
        seed -> {
          var random = new Random(seed);
          List<StatusOrder> history = history(random);
          List<StatusOrder> written = mergedHereAndThere(history, random);
          Collections.shuffle(written, random);
          assertThat(lists(written))
              .as("of %s as %s", history, written)
              .containsExactly(history.get(history.size() - 1).status());
        });
  }

  /** Back to a status that it had is possible, too. */
  private static List<StatusOrder> history(Random random) {
    List<StatusOrder> history = new ArrayList<>();
    OrderStatus before = null;
    int events = 1 + random.nextInt(12);
    for (int version = 1; version <= events; version++) {
      OrderStatus now = STATUSES.get(random.nextInt(STATUSES.size()));
      history.add(row(version, now, before == null || before == now ? Set.of() : Set.of(before)));
      before = now;
    }
    return history;
  }

  private static List<StatusOrder> mergedHereAndThere(List<StatusOrder> history, Random random) {
    List<StatusOrder> written = new ArrayList<>();
    for (StatusOrder row : history) {
      if (!written.isEmpty() && random.nextBoolean()) {
        int last = written.size() - 1;
        written.set(last, StatusOrder.merge(written.get(last), row));
      } else {
        written.add(row);
      }
    }
    return written;
  }

  /** What the table has: the newest write of a place counts, and of two at once the deletion. */
  private static Set<OrderStatus> lists(List<StatusOrder> written) {
    Map<OrderStatus, Long> inserted = new EnumMap<>(OrderStatus.class);
    Map<OrderStatus, Long> deleted = new EnumMap<>(OrderStatus.class);
    for (StatusOrder row : written) {
      inserted.merge(row.status(), row.version(), Math::max);
      row.left().forEach(status -> deleted.merge(status, row.version(), Math::max));
    }
    inserted.keySet().removeIf(s -> deleted.getOrDefault(s, 0L) >= inserted.get(s));
    return inserted.keySet();
  }

  private static StatusOrder row(long version, OrderStatus status, Set<OrderStatus> left) {
    return new StatusOrder(
        ID, version, status, left, 0, ID, "EUR", 100, Instant.EPOCH, Instant.EPOCH);
  }
}
