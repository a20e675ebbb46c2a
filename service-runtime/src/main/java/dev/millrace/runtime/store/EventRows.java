package dev.millrace.runtime.store;

import com.datastax.oss.driver.api.core.cql.Row;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.millrace.contract.ContractJson;
import dev.millrace.contract.EncodedEvent;
import dev.millrace.contract.EncodedEvent.AggregateId;
import dev.millrace.contract.EventMetadata;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Event rows of the event store as events. */
public final class EventRows {

  /** The columns that {@link #event} reads. */
  public static final String COLUMNS =
      "sequence, id, event_type, schema_version, aggregate_type, occurred_at, metadata, payload";

  /** What fits into a record of a producer and broker that are set as they come. */
  private static final int LARGEST_BYTES = 900 * 1024;

  private EventRows() {}

  /**
   * The event of a row.
   *
   * @throws UnusableRowException if it is none, or none that fits into a record
   */
  public static EncodedEvent event(UUID aggregate, Row row) {
    String metadata = required(row.getString("metadata"), "metadata");
    String payload = required(row.getString("payload"), "payload");
    requireSendable(payload, metadata);
    return new EncodedEvent(
        required(row.getUuid("id"), "id"),
        required(row.getString("event_type"), "event_type"),
        (int) positive(row.getInt("schema_version"), "schema_version"),
        new AggregateId(required(row.getString("aggregate_type"), "aggregate_type"), aggregate),
        row.getLong("sequence"),
        Instant.ofEpochMilli(positive(row.getLong("occurred_at"), "occurred_at")),
        metadata(metadata),
        payload);
  }

  private static void requireSendable(String payload, String metadata) {
    int bytes =
        payload.getBytes(StandardCharsets.UTF_8).length
            + metadata.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > LARGEST_BYTES) {
      throw new UnusableRowException(
          "columns payload and metadata must not exceed " + LARGEST_BYTES + " bytes, got " + bytes);
    }
  }

  private static <T> T required(@Nullable T value, String column) {
    if (value == null) {
      throw new UnusableRowException("column " + column + " must not be null");
    }
    return value;
  }

  private static long positive(long value, String column) {
    if (value < 1) {
      // A null reads as 0.
      throw new UnusableRowException("column " + column + " must be positive, got " + value);
    }
    return value;
  }

  private static EventMetadata metadata(String json) {
    try {
      return ContractJson.read(
          EventMetadata.class, ContractJson.lenientReader(EventMetadata.class), json);
    } catch (JsonProcessingException e) {
      throw new UnusableRowException("column metadata must be JSON of event metadata", e);
    }
  }
}
