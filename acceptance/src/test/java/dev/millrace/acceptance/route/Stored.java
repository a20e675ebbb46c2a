package dev.millrace.acceptance.route;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.Row;
import dev.millrace.contract.EncodedEvent;
import dev.millrace.runtime.store.EventRows;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event row of the event store.
 *
 * @param topic null if the event is not to be published
 */
record Stored(EncodedEvent event, @Nullable String topic) {

  private static final String EVENTS =
      "SELECT topic, "
          + EventRows.COLUMNS
          + " FROM millrace.event_store WHERE aggregate_id = ? AND entry = 'event'";

  /** Every event of an aggregate, in order. */
  static List<Stored> of(CqlSession session, UUID aggregate) {
    return session.execute(EVENTS, aggregate).all().stream()
        .map(row -> stored(aggregate, row))
        .toList();
  }

  private static Stored stored(UUID aggregate, Row row) {
    return new Stored(EventRows.event(aggregate, row), row.getString("topic"));
  }

  /** The records that a topic must have of these, in this order. */
  static List<WireRecord> published(List<Stored> events, String topic) {
    return events.stream()
        .filter(it -> Objects.equals(topic, it.topic()))
        .map(it -> WireRecord.expected(it.event()))
        .toList();
  }
}
