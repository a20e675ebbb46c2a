package dev.millrace.command.retry;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

/** What {@link CompletionStage} lacks on Java 17: error handlers that see the error itself. */
public final class Futures {

  private Futures() {}

  /** The stage's value, or whatever the handler makes of its error. */
  public static <T> CompletionStage<T> recover(
      CompletionStage<? extends T> stage, Function<Throwable, CompletionStage<T>> handler) {
    CompletionStage<CompletionStage<T>> nested =
        stage.handle(
            (value, error) ->
                error == null
                    ? CompletableFuture.<T>completedFuture(value)
                    : handler.apply(unwrap(error)));
    return nested.thenCompose(Function.identity());
  }

  /** The same stage with its error replaced. */
  public static <T> CompletionStage<T> mapError(
      CompletionStage<T> stage, Function<Throwable, Throwable> mapping) {
    return recover(stage, error -> CompletableFuture.failedFuture(mapping.apply(error)));
  }

  /** Starts the task after the delay. */
  public static <T> CompletionStage<T> later(Duration delay, Supplier<CompletionStage<T>> task) {
    var executor = CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS);
    return CompletableFuture.supplyAsync(task, executor).thenCompose(Function.identity());
  }

  /** The error that a stage failed with, without the wrappings of the stages behind it. */
  public static Throwable unwrap(Throwable error) {
    Throwable inner = error;
    while (inner instanceof CompletionException && inner.getCause() != null) {
      inner = inner.getCause();
    }
    return inner;
  }
}
