package dev.millrace.projection.backfill;

import static java.util.Objects.requireNonNull;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import dev.millrace.runtime.store.EventRows;
import java.time.Duration;
import java.util.UUID;

/** Reads the events of all aggregates, in the order of their tokens, each aggregate's in order. */
final class EventStoreWalk {

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

  /** Takes row after row. */
  @FunctionalInterface
  interface Rows {

    /**
     * Takes a row.
     *
     * @param token of its aggregate
     */
    void take(long token, UUID aggregate, Row row) throws InterruptedException;
  }

  /** Reads what lies behind a token; a page at a time, as it is taken. */
  void after(long token, Rows rows) throws InterruptedException {
    var question =
        SimpleStatement.newInstance(QUERY, token)
            .setPageSize(PAGE)
            .setIdempotent(true)
            .setTimeout(TIMEOUT)
            .setConsistencyLevel(DefaultConsistencyLevel.LOCAL_QUORUM);
    for (Row row : session.execute(question)) {
      rows.take(row.getLong("place"), requireNonNull(row.getUuid("aggregate_id")), row);
    }
  }
}
