package dev.millrace.projection.sink;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Writes rows of a read model. Idempotent and guarded by version: writing the same or an older
 * version again changes nothing, so writes may be repeated and may overtake each other.
 */
@FunctionalInterface
public interface Sink<R> {

  /** Completes when the row is durable, with all that belongs to it; fails otherwise. */
  CompletionStage<Void> write(R row);

  /**
   * Starts to write rows, together where that is cheaper. Each has a stage of its own, in their
   * order, which completes or fails as if it were written alone.
   */
  default List<CompletionStage<Void>> writeAll(List<R> rows) {
    return rows.stream().map(this::started).toList();
  }

  private CompletionStage<Void> started(R row) {
    try {
      return write(row);
    } catch (RuntimeException e) {
      return CompletableFuture.failedStage(e);
    }
  }
}
