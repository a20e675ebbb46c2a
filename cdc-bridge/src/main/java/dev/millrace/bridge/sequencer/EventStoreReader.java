package dev.millrace.bridge.sequencer;

import com.datastax.oss.driver.api.core.CqlIdentifier;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Reads events from the event rows of the event store. */
public final class EventStoreReader implements GapReader {

  /** Events of one answer; a larger gap takes several. */
  static final int MOST = 25;

  private static final String EVENTS =
      """
      SELECT sequence, id, aggregate_type, event_type, schema_version, payload, topic, metadata,
          occurred_at
      FROM %s
      WHERE aggregate_id = ? AND entry = 'event' AND sequence > ? AND sequence <= ? LIMIT ?""";

  private static final String TOPICS =
      """
      SELECT sequence, topic FROM %s
      WHERE aggregate_id = ? AND entry = 'outbox' AND sequence > ? AND sequence <= ?""";

  private final CqlSession session;
  private final String table;

  public EventStoreReader(CqlSession session, String keyspace, String table) {
    this.session = session;
    this.table =
        CqlIdentifier.fromInternal(keyspace).asCql(true)
            + "."
            + CqlIdentifier.fromInternal(table).asCql(true);
  }

  @Override
  public CompletionStage<Stored> read(UUID aggregate, long after, long upTo) {
    return rows(events(table, aggregate, after, upTo))
        .thenCompose(
            rows ->
                topics(aggregate, rows)
                    .thenApply(topics -> StoredEvents.of(aggregate, rows, topics)));
  }

  /** At LOCAL_SERIAL: a batch whose coordinator died half-way is finished or undone by the read. */
  static SimpleStatement events(String table, UUID aggregate, long after, long upTo) {
    return SimpleStatement.newInstance(EVENTS.formatted(table), aggregate, after, upTo, MOST)
        .setConsistencyLevel(DefaultConsistencyLevel.LOCAL_SERIAL);
  }

  /** Those of rows that have been read: a quorum has them, if they live. */
  static SimpleStatement outbox(String table, UUID aggregate, long after, long upTo) {
    return SimpleStatement.newInstance(TOPICS.formatted(table), aggregate, after, upTo)
        .setConsistencyLevel(DefaultConsistencyLevel.LOCAL_QUORUM);
  }

  /**
   * Topics that the event rows do not have and the outbox rows do: event rows had none before they
   * were read here.
   */
  private CompletionStage<Map<Long, String>> topics(UUID aggregate, List<Row> events) {
    if (events.stream().noneMatch(row -> row.isNull("topic"))) {
      return CompletableFuture.completedFuture(Map.of());
    }
    long first = events.get(0).getLong("sequence");
    long last = events.get(events.size() - 1).getLong("sequence");
    return rows(outbox(table, aggregate, first - 1, last)).thenApply(EventStoreReader::topics);
  }

  private static Map<Long, String> topics(List<Row> outbox) {
    Map<Long, String> topics = new HashMap<>();
    outbox.stream()
        .filter(row -> !row.isNull("topic"))
        .forEach(
            row ->
                topics.put(
                    row.getLong("sequence"), Objects.requireNonNull(row.getString("topic"))));
    return topics;
  }

  private CompletionStage<List<Row>> rows(SimpleStatement statement) {
    List<Row> rows = new ArrayList<>();
    return session
        .executeAsync(statement.setIdempotent(true).setPageSize(MOST))
        .thenCompose(page -> collect(page, rows));
  }

  // ScyllaDB ends a page at a megabyte, however few rows that are.
  private static CompletionStage<List<Row>> collect(AsyncResultSet page, List<Row> rows) {
    page.currentPage().forEach(rows::add);
    return page.hasMorePages()
        ? page.fetchNextPage().thenCompose(next -> collect(next, rows))
        : CompletableFuture.completedFuture(rows);
  }
}
