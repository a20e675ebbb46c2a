package dev.millrace.contract;

import org.jspecify.annotations.Nullable;

/**
 * An outbox row on its way to its topic.
 *
 * @param topic where it is to be published; null counts its sequence and publishes nothing
 * @param route which way it came, such as {@code cdc}
 */
public record CapturedEvent(EncodedEvent event, @Nullable String topic, String route)
    implements CaptureRecord {

  /** Came through the bridge's own CDC reader. */
  public static final String CDC = "cdc";

  /** Came from the command service, right after its commit. */
  public static final String EXPRESS = "express";

  /** Was read from the event store, because no record had brought it. */
  public static final String STORE = "store";
}
