package dev.millrace.bench;

import dev.millrace.order.domain.OrderCommand;
import dev.millrace.order.domain.OrderItem;
import java.util.List;
import java.util.UUID;

/**
 * The same work for every way of doing it: in each slot one order after the other, each created and
 * then changed, {@link #LENGTH} events in all.
 */
final class OrderLives {

  static final int LENGTH = 5;

  private final UUID[] orders;
  private final int[] steps;

  OrderLives(int slots) {
    orders = new UUID[slots];
    steps = new int[slots];
  }

  /**
   * The next thing to do.
   *
   * @param sequence of the event that comes of it
   */
  record Step(UUID orderId, long sequence, OrderCommand command) {
    boolean opens() {
      return sequence == 1;
    }
  }

  Step next(int slot) {
    int step = steps[slot] % LENGTH;
    steps[slot]++;
    return step == 0
        ? create(slot)
        : new Step(orders[slot], step + 1L, new OrderCommand.UpdateItems(items(step + 1)));
  }

  /** Begins another order in the slot. */
  Step create(int slot) {
    orders[slot] = UUID.randomUUID();
    return new Step(orders[slot], 1, new OrderCommand.Create(orders[slot], "EUR", items(1)));
  }

  /** Replaces the order's id by the one that the service gave it. */
  void rename(int slot, UUID orderId) {
    orders[slot] = orderId;
  }

  private static List<OrderItem> items(int quantity) {
    return List.of(
        new OrderItem("teapot-of-cast-iron-1200-ml", quantity, 4_950),
        new OrderItem("sencha-first-flush-100-g", 2 * quantity, 1_290),
        new OrderItem("cup-of-porcelain-white", 4, 690));
  }
}
