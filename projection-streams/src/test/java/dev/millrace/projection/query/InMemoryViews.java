package dev.millrace.projection.query;

import dev.millrace.contract.OrderView;
import dev.millrace.projection.customer.CustomerOrder;
import dev.millrace.projection.customer.CustomerSummary;
import dev.millrace.projection.customer.CustomerViews;
import dev.millrace.projection.order.OrderViews;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The read models in memory; can be made to fail, and counts how often an order is looked at. */
public final class InMemoryViews implements OrderViews, CustomerViews {

  private static final Comparator<CustomerOrder> NEWEST_FIRST =
      Comparator.comparing(CustomerOrder::createdAt)
          .thenComparing(order -> order.orderId().toString())
          .reversed();

  private final Map<UUID, OrderView> orders = new HashMap<>();
  private final Map<UUID, CustomerSummary> summaries = new HashMap<>();
  private final List<CustomerOrder> lists = new ArrayList<>();
  private @Nullable Throwable failure;
  private int looks;

  public synchronized void put(OrderView view) {
    orders.put(view.orderId(), view);
  }

  public synchronized void put(CustomerSummary summary) {
    summaries.put(summary.customerId(), summary);
  }

  public synchronized void put(CustomerOrder order) {
    lists.add(order);
  }

  /** From now on every read fails so; null heals. */
  public synchronized void failWith(@Nullable Throwable error) {
    failure = error;
  }

  public synchronized int looks() {
    return looks;
  }

  @Override
  public synchronized CompletionStage<Optional<OrderView>> find(UUID orderId) {
    looks++;
    return answer(() -> Optional.ofNullable(orders.get(orderId)));
  }

  @Override
  public synchronized CompletionStage<Optional<CustomerSummary>> summary(UUID customerId) {
    return answer(() -> Optional.ofNullable(summaries.get(customerId)));
  }

  @Override
  public synchronized CompletionStage<List<CustomerOrder>> orders(
      UUID customerId, Optional<Position> after, int limit) {
    return answer(
        () ->
            lists.stream()
                .filter(order -> order.customerId().equals(customerId))
                .sorted(NEWEST_FIRST)
                .filter(order -> after.isEmpty() || isBehind(order, after.get()))
                .limit(limit)
                .toList());
  }

  private static boolean isBehind(CustomerOrder order, Position place) {
    int byTime = order.createdAt().compareTo(place.createdAt());
    return byTime < 0
        || (byTime == 0 && order.orderId().toString().compareTo(place.orderId().toString()) < 0);
  }

  private <T> CompletionStage<T> answer(Supplier<T> value) {
    return failure == null
        ? CompletableFuture.completedStage(value.get())
        : CompletableFuture.failedStage(failure);
  }
}
