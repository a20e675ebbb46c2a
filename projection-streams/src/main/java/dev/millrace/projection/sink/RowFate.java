package dev.millrace.projection.sink;

import org.jspecify.annotations.Nullable;

/** Waits for what becomes of a row, or of the newer version that was written in its place. */
@FunctionalInterface
public interface RowFate {

  /** Nobody waits. */
  RowFate UNWATCHED = error -> {};

  /**
   * Called once, on any thread.
   *
   * @param error why it could not be written; null if it is durable
   */
  void known(@Nullable Throwable error);

  /** Both wait. */
  default RowFate and(RowFate other) {
    if (this == UNWATCHED) {
      return other;
    }
    if (other == UNWATCHED) {
      return this;
    }
    return error -> {
      known(error);
      other.known(error);
    };
  }
}
