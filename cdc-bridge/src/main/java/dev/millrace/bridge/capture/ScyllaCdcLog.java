package dev.millrace.bridge.capture;

import com.datastax.oss.driver.api.core.CqlIdentifier;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.uuid.Uuids;
import com.scylladb.cdc.model.StreamId;
import com.scylladb.cdc.model.TableName;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Reads the log with the driver, page by page. The library's own reader hands each row over through
 * the common pool, which costs more than the row.
 *
 * @param read of one stream between two times
 */
record ScyllaCdcLog(CqlSession session, PreparedStatement read) implements CdcLog {

  /** Of one page of one stream: bounds memory, as every stream of a vnode is read at once. */
  private static final int PAGE_ROWS = 1_000;

  /** Of one page: a busy database may well answer later than health checks are to wait. */
  private static final Duration PAGE_TIMEOUT = Duration.ofSeconds(30);

  // Longer than the driver waits: it only ends a wait that nothing else would end.
  private static final long PATIENCE_SECONDS = 60;

  private static final String READ =
      """
      SELECT %s FROM %s
      WHERE "cdc$stream_id" = ? AND "cdc$time" >= ? AND "cdc$time" < ?""";

  /**
   * Prepares to read the log of a table.
   *
   * @throws DriverException if there is no such log, or it cannot be reached
   */
  static ScyllaCdcLog of(CqlSession session, TableName table) {
    String log =
        CqlIdentifier.fromInternal(table.keyspace).asCql(true)
            + "."
            + CqlIdentifier.fromInternal(table.name + "_scylla_cdc_log").asCql(true);
    return new ScyllaCdcLog(session, session.prepare(READ.formatted(ScyllaLogRow.SELECTED, log)));
  }

  @Override
  public void read(Query query, Consumer<LogRow> rows) throws Exception {
    record Reading(StreamId stream, CompletionStage<AsyncResultSet> firstPage) {}
    List<Reading> readings =
        query.streams().stream()
            .map(
                stream ->
                    new Reading(stream, session.executeAsync(statement(stream, query.window()))))
            .collect(Collectors.toList());
    for (Reading reading : readings) {
      handOver(reading.stream(), await(reading.firstPage()), rows);
    }
  }

  private BoundStatement statement(StreamId stream, TimeWindow window) {
    // A quorum sees every row that was acknowledged at a quorum; with one replica it is that one.
    return read.bind(
            stream.getValue(),
            Uuids.startOf(window.start().toEpochMilli()),
            Uuids.startOf(window.end().toEpochMilli()))
        .setConsistencyLevel(DefaultConsistencyLevel.LOCAL_QUORUM)
        .setPageSize(PAGE_ROWS)
        .setTimeout(PAGE_TIMEOUT)
        .setIdempotent(true);
  }

  /** While a page is worked on, the next one is on its way. */
  private static void handOver(StreamId stream, AsyncResultSet first, Consumer<LogRow> rows)
      throws Exception {
    AsyncResultSet page = first;
    while (page.hasMorePages()) {
      CompletionStage<AsyncResultSet> next = page.fetchNextPage();
      handOver(stream, page.currentPage(), rows);
      page = await(next);
    }
    handOver(stream, page.currentPage(), rows);
  }

  private static void handOver(StreamId stream, Iterable<Row> page, Consumer<LogRow> rows) {
    for (Row row : page) {
      rows.accept(new ScyllaLogRow(stream, row));
    }
  }

  private static <T> T await(CompletionStage<T> stage)
      throws ExecutionException, InterruptedException, TimeoutException {
    return stage.toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }
}
