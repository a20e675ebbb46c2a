package dev.millrace.projection.order;

import dev.millrace.contract.OrderView;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

/** Waits until an order has been projected up to a version, by looking again and again. */
final class VersionWait {

  private static final long FIRST_PAUSE_MILLIS = 2;
  private static final long LONGEST_PAUSE_MILLIS = 50;

  private final OrderViews views;
  private final UUID orderId;
  private final long minVersion;

  VersionWait(OrderViews views, UUID orderId, long minVersion) {
    this.views = views;
    this.orderId = orderId;
    this.minVersion = minVersion;
  }

  /** The view at the version or a later one, or what there is when the time is up. */
  CompletionStage<Optional<OrderView>> upTo(Duration time) {
    return look(System.nanoTime() + time.toNanos(), FIRST_PAUSE_MILLIS);
  }

  private CompletionStage<Optional<OrderView>> look(long deadline, long pauseMillis) {
    return views
        .find(orderId)
        .thenCompose(
            view -> {
              long leftMillis = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
              return isReached(view) || leftMillis <= 0
                  ? CompletableFuture.completedStage(view)
                  : later(
                      Math.min(pauseMillis, leftMillis), () -> look(deadline, next(pauseMillis)));
            });
  }

  private boolean isReached(Optional<OrderView> view) {
    return view.map(OrderView::version).orElse(0L) >= minVersion;
  }

  private static long next(long pauseMillis) {
    return Math.min(pauseMillis * 2, LONGEST_PAUSE_MILLIS);
  }

  private static <T> CompletionStage<T> later(long millis, Supplier<CompletionStage<T>> task) {
    var executor = CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS);
    return CompletableFuture.supplyAsync(task, executor).thenCompose(Function.identity());
  }
}
