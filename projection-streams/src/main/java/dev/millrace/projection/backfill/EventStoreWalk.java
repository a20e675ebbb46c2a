package dev.millrace.projection.backfill;

import static java.util.Objects.requireNonNull;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import dev.millrace.contract.EncodedEvent;
import dev.millrace.runtime.store.EventRows;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads the events of the event store; a page at a time, as they are taken. */
final class EventStoreWalk implements EventSource {

  private static final int PAGE = 500;
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final String QUERY =
      "SELECT token(aggregate_id) AS place, aggregate_id, topic, "
          + EventRows.COLUMNS
          + " FROM millrace.event_store WHERE token(aggregate_id) > ? AND entry = 'event'"
          // Of a partition the event rows are one slice; what is filtered is not read.
          + " ALLOW FILTERING";

  private final CqlSession session;

  EventStoreWalk(CqlSession session) {
    this.session = session;
  }

  @Override
  public void after(long token, Rows rows) throws InterruptedException {
    var question =
        SimpleStatement.newInstance(QUERY, token)
            .setPageSize(PAGE)
            .setIdempotent(true)
            .setTimeout(TIMEOUT)
            .setConsistencyLevel(DefaultConsistencyLevel.LOCAL_QUORUM);
    for (Row row : session.execute(question)) {
      rows.take(new EventRow(row));
    }
  }

  private record EventRow(Row row) implements StoredRow {

    @Override
    public long token() {
      return row.getLong("place");
    }

    @Override
    public UUID aggregate() {
      return requireNonNull(row.getUuid("aggregate_id"));
    }

    @Override
    public long sequence() {
      return row.getLong("sequence");
    }

    // A null reads as 0.
    @Override
    public Instant occurredAt() {
      return Instant.ofEpochMilli(row.getLong("occurred_at"));
    }

    @Override
    public @Nullable String topic() {
      return row.getString("topic");
    }

    @Override
    public EncodedEvent event() {
      return EventRows.event(aggregate(), row);
    }
  }
}
