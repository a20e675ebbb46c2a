package dev.millrace.bridge.sequencer;

import com.datastax.oss.driver.api.core.cql.Row;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.millrace.bridge.sequencer.GapReader.Stored;
import dev.millrace.contract.CapturedEvent;
import dev.millrace.contract.ContractJson;
import dev.millrace.contract.EncodedEvent;
import dev.millrace.contract.EncodedEvent.AggregateId;
import dev.millrace.contract.EventMetadata;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Event rows of the event store as events. */
final class StoredEvents {

  /** What fits into a record of a producer and broker that are set as they come. */
  private static final int LARGEST_BYTES = 900 * 1024;

  private StoredEvents() {}

  /** A row that is no event. */
  private static final class UnusableRowException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private UnusableRowException(String message) {
      super(message);
    }

    private UnusableRowException(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /**
   * The events of the rows, up to the first that is none.
   *
   * @param topics by sequence, of rows that have none themselves
   */
  static Stored of(UUID aggregate, List<Row> rows, Map<Long, String> topics) {
    List<CapturedEvent> events = new ArrayList<>();
    for (Row row : rows) {
      try {
        events.add(event(aggregate, row, topics));
      } catch (UnusableRowException e) {
        return new Stored(events, Optional.ofNullable(e.getMessage()));
      }
    }
    return new Stored(events, Optional.empty());
  }

  private static CapturedEvent event(UUID aggregate, Row row, Map<Long, String> topics) {
    long sequence = row.getLong("sequence");
    String metadata = required(row.getString("metadata"), "metadata");
    String payload = required(row.getString("payload"), "payload");
    requireSendable(payload, metadata);
    var event =
        new EncodedEvent(
            required(row.getUuid("id"), "id"),
            required(row.getString("event_type"), "event_type"),
            (int) positive(row.getInt("schema_version"), "schema_version"),
            new AggregateId(required(row.getString("aggregate_type"), "aggregate_type"), aggregate),
            sequence,
            Instant.ofEpochMilli(positive(row.getLong("occurred_at"), "occurred_at")),
            metadata(metadata),
            payload);
    String topic = row.getString("topic");
    return new CapturedEvent(
        event, topic == null ? topics.get(sequence) : topic, CapturedEvent.STORE);
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
