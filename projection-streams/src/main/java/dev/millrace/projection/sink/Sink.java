package dev.millrace.projection.sink;

import java.util.concurrent.CompletionStage;

/**
 * Writes rows of a read model. Idempotent and guarded by version: writing the same or an older
 * version again changes nothing, so writes may be repeated and may overtake each other.
 */
@FunctionalInterface
public interface Sink<R> {

  /** Completes when the row is durable, with all that belongs to it; fails otherwise. */
  CompletionStage<Void> write(R row);
}
