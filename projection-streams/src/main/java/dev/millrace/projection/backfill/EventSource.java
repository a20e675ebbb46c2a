package dev.millrace.projection.backfill;

import dev.millrace.contract.EncodedEvent;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The events of all aggregates, in the order of their tokens, each aggregate's in order. */
@FunctionalInterface
interface EventSource {

  /** Gives what lies behind a token, row after row. */
  void after(long token, Rows rows) throws InterruptedException;

  /** Takes row after row. */
  @FunctionalInterface
  interface Rows {
    void take(StoredRow row) throws InterruptedException;
  }

  /** A row that is to be an event. */
  interface StoredRow {

    /** Where its aggregate lies. */
    long token();

    UUID aggregate();

    long sequence();

    /** The beginning of 1970 if the row does not say: long ago, and so it is read. */
    Instant occurredAt();

    /** Where it is published; null if it is not, or if its writer did not say. */
    @Nullable String topic();

    /**
     * The event.
     *
     * @throws dev.millrace.runtime.store.UnusableRowException if the row is none
     */
    EncodedEvent event();
  }
}
