package dev.millrace.cli.conservation;

import static java.util.Objects.requireNonNull;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.millrace.contract.ContractJson;
import dev.millrace.contract.EncodedEvent;
import dev.millrace.contract.EncodedEvent.AggregateId;
import dev.millrace.contract.EventMetadata;
import dev.millrace.contract.OrderEvents;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** Reads the whole event store, of which the orders count: other aggregates have other topics. */
public final class StoredEvents {

  private static final SimpleStatement SCAN =
      SimpleStatement.newInstance(
              """
              SELECT aggregate_id, entry, sequence, id, aggregate_type, event_type, schema_version,
                  payload, metadata, occurred_at
              FROM millrace.event_store""")
          .setPageSize(2_000)
          .setTimeout(Duration.ofSeconds(30));

  private StoredEvents() {}

  /** The events of every order, in order. */
  public static Map<UUID, List<EncodedEvent>> read(CqlSession session) {
    Map<UUID, List<EncodedEvent>> events = new TreeMap<>();
    for (Row row : session.execute(SCAN)) {
      if (isOrderEvent(row)) {
        EncodedEvent event = event(row);
        events.computeIfAbsent(event.aggregate().id(), id -> new ArrayList<>()).add(event);
      }
    }
    return events;
  }

  private static boolean isOrderEvent(Row row) {
    return "event".equals(row.getString("entry"))
        && OrderEvents.TYPES.aggregateType().equals(row.getString("aggregate_type"));
  }

  private static EncodedEvent event(Row row) {
    return new EncodedEvent(
        requireNonNull(row.getUuid("id")),
        requireNonNull(row.getString("event_type")),
        row.getInt("schema_version"),
        new AggregateId(
            requireNonNull(row.getString("aggregate_type")),
            requireNonNull(row.getUuid("aggregate_id"))),
        row.getLong("sequence"),
        Instant.ofEpochMilli(row.getLong("occurred_at")),
        metadata(requireNonNull(row.getString("metadata"))),
        requireNonNull(row.getString("payload")));
  }

  private static EventMetadata metadata(String json) {
    try {
      return ContractJson.read(
          EventMetadata.class, ContractJson.lenientReader(EventMetadata.class), json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("stored metadata is not JSON of event metadata", e);
    }
  }
}
