package dev.millrace.command.store;

import static java.util.Objects.requireNonNull;

import com.datastax.oss.driver.api.core.cql.Row;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.millrace.contract.ContractJson;
import dev.millrace.contract.EncodedEvent;
import dev.millrace.contract.EncodedEvent.AggregateId;
import dev.millrace.contract.EventMetadata;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rows of the event store as values. */
final class EventRows {

  private EventRows() {}

  static EncodedEvent event(UUID aggregateId, Row row) {
    long sequence = row.getLong("sequence");
    String where = aggregateId + "@" + sequence;
    return new EncodedEvent(
        required(row.getUuid("id"), "id", where),
        required(row.getString("event_type"), "event_type", where),
        row.getInt("schema_version"),
        new AggregateId(
            required(row.getString("aggregate_type"), "aggregate_type", where), aggregateId),
        sequence,
        Instant.ofEpochMilli(row.getLong("occurred_at")),
        metadata(required(row.getString("metadata"), "metadata", where), where),
        required(row.getString("payload"), "payload", where));
  }

  static CommandRecord command(Row row) {
    return new CommandRecord(
        requireNonNull(row.getUuid("id")),
        required(row.getString("event_type"), "event_type", "command row"),
        required(row.getString("payload"), "payload", "command row"),
        row.getLong("first_sequence"),
        row.getLong("last_sequence"));
  }

  private static EventMetadata metadata(String json, String where) {
    try {
      return ContractJson.read(
          EventMetadata.class, ContractJson.lenientReader(EventMetadata.class), json);
    } catch (JsonProcessingException e) {
      throw new CorruptHistoryException(where + ": metadata is not JSON of event metadata", e);
    }
  }

  private static <T> T required(@Nullable T value, String column, String where) {
    if (value == null) {
      throw new CorruptHistoryException(where + ": column " + column + " is null");
    }
    return value;
  }
}
