package dev.millrace.projection.order;

import dev.millrace.contract.OrderView;
import dev.millrace.projection.sink.RowNotices;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/**
 * Waits until an order has been projected up to a version: looks again as soon as this process has
 * written the order's row, and every now and then, for another instance may write it.
 */
record VersionWait(
    OrderViews views, RowNotices notices, UUID orderId, long minVersion, Pauses pauses) {

  /**
   * How long it waits between two looks if it hears nothing.
   *
   * @param firstMillis doubles from look to look
   */
  record Pauses(long firstMillis, long longestMillis) {

    static final Pauses USUAL = new Pauses(2, 50);
  }

  /** The view at the version or a later one, or what there is when the time is up. */
  CompletionStage<Optional<OrderView>> upTo(Duration time) {
    if (minVersion == 0) {
      return views.find(orderId);
    }
    return look(System.nanoTime() + time.toNanos(), pauses.firstMillis());
  }

  private CompletionStage<Optional<OrderView>> look(long deadline, long pauseMillis) {
    // Before the look, so that no write goes unnoticed between the look and the wait.
    CompletableFuture<Void> notice = notices.next(OrderReadModel.TABLE, orderId.toString());
    return views
        .find(orderId)
        .thenCompose(view -> orLater(view, notice, deadline, pauseMillis))
        .whenComplete((view, error) -> forget(notice));
  }

  // What a look hands on to the next one.
  private CompletionStage<Optional<OrderView>> orLater(
      Optional<OrderView> view, CompletableFuture<Void> notice, long deadline, long pauseMillis) {
    long leftMillis = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
    if (isReached(view) || leftMillis <= 0) {
      return CompletableFuture.completedStage(view);
    }
    long next = Math.min(pauseMillis * 2, pauses.longestMillis());
    return notice
        .completeOnTimeout(null, Math.min(pauseMillis, leftMillis), TimeUnit.MILLISECONDS)
        .thenCompose(
            noticed -> {
              forget(notice);
              return look(deadline, next);
            });
  }

  private void forget(CompletableFuture<Void> notice) {
    notices.forget(OrderReadModel.TABLE, orderId.toString(), notice);
  }

  private boolean isReached(Optional<OrderView> view) {
    return view.map(OrderView::version).orElse(0L) >= minVersion;
  }
}
