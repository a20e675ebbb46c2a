package dev.millrace.projection.sink;

import dev.millrace.runtime.retry.Backoff;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes again until it works or cannot work. A database that is away therefore stalls a projection
 * for as long as it is away, and makes it neither skip a row nor fail. If that outlasts the open
 * transaction, the broker gives it up and a new thread does its work again.
 */
public final class RetryingSink<R> implements Sink<R> {

  private static final Logger log = LoggerFactory.getLogger(RetryingSink.class);
  private static final long QUIET_NANOS = Duration.ofSeconds(10).toNanos();

  private final Sink<R> delegate;
  private final Backoff backoff;
  private final SinkMetrics metrics;
  private final AtomicLong warnedAt = new AtomicLong(System.nanoTime() - QUIET_NANOS);

  public RetryingSink(Sink<R> delegate, Backoff backoff, SinkMetrics metrics) {
    this.delegate = delegate;
    this.backoff = backoff;
    this.metrics = metrics;
  }

  @Override
  public CompletionStage<Void> write(R row) {
    var written = new CompletableFuture<Void>();
    attempt(row, 1, written);
    return written;
  }

  // One future for all attempts: a chain of them would grow for as long as the database is away.
  private void attempt(R row, int attempt, CompletableFuture<Void> written) {
    try {
      delegate.write(row).whenComplete((done, error) -> settle(row, attempt, written, error));
    } catch (RuntimeException e) {
      settle(row, attempt, written, e);
    }
  }

  // Each attempt needs all four, and a holder for them would say no more.
  private void settle(
      R row, int attempt, CompletableFuture<Void> written, @Nullable Throwable error) {
    Throwable cause = error instanceof CompletionException ? error.getCause() : error;
    if (cause == null) {
      written.complete(null);
    } else if (TransientFailures.contain(cause)) {
      metrics.retried();
      warn(attempt, cause);
      CompletableFuture.delayedExecutor(backoff.delay(attempt).toMillis(), TimeUnit.MILLISECONDS)
          .execute(() -> attempt(row, attempt + 1, written));
    } else {
      written.completeExceptionally(cause);
    }
  }

  private void warn(int attempt, Throwable cause) {
    long last = warnedAt.get();
    long now = System.nanoTime();
    if (now - last >= QUIET_NANOS && warnedAt.compareAndSet(last, now)) {
      log.warn("write failed, trying again attempt={} cause={}", attempt, cause.toString());
    }
  }
}
