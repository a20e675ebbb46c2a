package dev.millrace.bridge.capture;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.millrace.contract.CapturedEvent;
import dev.millrace.contract.ContractJson;
import dev.millrace.contract.EncodedEvent;
import dev.millrace.contract.EncodedEvent.AggregateId;
import dev.millrace.contract.EventMetadata;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads an outbox row of the event store; every other row of its log is none of our business. */
record OutboxRow(LogRow row) {

  /** The columns that it is read from. */
  static final List<String> COLUMNS =
      List.of(
          "entry",
          "aggregate_id",
          "aggregate_type",
          "sequence",
          "id",
          "event_type",
          "schema_version",
          "payload",
          "topic",
          "metadata",
          "occurred_at");

  /** The row, if it is one of the outbox: the only rows of the event store that are inserted. */
  static Optional<OutboxRow> of(LogRow row) {
    return row.isInsert() && "outbox".equals(row.value("entry"))
        ? Optional.of(new OutboxRow(row))
        : Optional.empty();
  }

  /**
   * The event.
   *
   * @throws MalformedRowException if the row is none
   */
  CapturedEvent event() {
    var event =
        new EncodedEvent(
            required("id", UUID.class),
            required("event_type", String.class),
            (int) positive("schema_version", required("schema_version", Integer.class)),
            new AggregateId(
                required("aggregate_type", String.class), required("aggregate_id", UUID.class)),
            positive("sequence", required("sequence", Long.class)),
            Instant.ofEpochMilli(positive("occurred_at", required("occurred_at", Long.class))),
            metadata(required("metadata", String.class)),
            required("payload", String.class));
    return new CapturedEvent(event, (String) row.value("topic"), CapturedEvent.CDC);
  }

  /** The aggregate's id as text, if there is one. */
  Optional<String> key() {
    return Optional.ofNullable(row.value("aggregate_id")).map(Object::toString);
  }

  /** The payload, whatever it is. */
  Optional<String> payload() {
    return Optional.ofNullable(row.value("payload")).map(Object::toString);
  }

  private <T> T required(String column, Class<T> type) {
    Object value = row.value(column);
    if (!type.isInstance(value)) {
      throw new MalformedRowException("column " + column + " must not be null");
    }
    return type.cast(value);
  }

  private static long positive(String column, Number value) {
    if (value.longValue() < 1) {
      throw new MalformedRowException("column " + column + " must be positive, got " + value);
    }
    return value.longValue();
  }

  private static EventMetadata metadata(String json) {
    try {
      return ContractJson.read(
          EventMetadata.class, ContractJson.lenientReader(EventMetadata.class), json);
    } catch (JsonProcessingException e) {
      throw new MalformedRowException("column metadata must be JSON of event metadata", e);
    }
  }
}
