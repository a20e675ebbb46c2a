package dev.millrace.command.handler;

import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;

/**
 * One command at a time for each aggregate, in the order in which they came; those of different
 * aggregates side by side. Spares the commands of one process the races that only one of them could
 * win; the store settles those with other processes. Nothing waits on a thread. Thread-safe.
 */
final class AggregateQueues {

  private final ConcurrentMap<UUID, CompletableFuture<?>> last = new ConcurrentHashMap<>();

  /** Runs the task when every earlier one of the aggregate has ended, well or not. */
  <T> CompletionStage<T> submit(UUID aggregateId, Supplier<CompletionStage<T>> task) {
    var turnEnded = new CompletableFuture<Void>();
    CompletableFuture<?> before = last.put(aggregateId, turnEnded);
    CompletionStage<T> result =
        before == null ? start(task) : before.thenCompose(ended -> start(task));
    return result.whenComplete((value, error) -> end(aggregateId, turnEnded));
  }

  private void end(UUID aggregateId, CompletableFuture<Void> turnEnded) {
    last.remove(aggregateId, turnEnded);
    turnEnded.complete(null);
  }

  private static <T> CompletionStage<T> start(Supplier<CompletionStage<T>> task) {
    try {
      return task.get();
    } catch (RuntimeException e) {
      return CompletableFuture.failedStage(e);
    }
  }

  /** Aggregates that have a command running. */
  int size() {
    return last.size();
  }
}
