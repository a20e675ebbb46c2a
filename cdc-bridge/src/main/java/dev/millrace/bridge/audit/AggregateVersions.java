package dev.millrace.bridge.audit;

import com.datastax.oss.driver.api.core.CqlIdentifier;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import dev.millrace.contract.Watermark;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;

/** Reads which aggregates there are, and how many events each has. */
final class AggregateVersions implements Walk.Source {

  private static final int PAGE = 500;

  /** The third column, whose name is the database's own. */
  private static final int TOKEN = 2;

  private final CqlSession session;
  private final String cql;

  AggregateVersions(CqlSession session, String keyspace, String table) {
    this.session = session;
    this.cql =
        "SELECT DISTINCT aggregate_id, version, token(aggregate_id) FROM "
            + CqlIdentifier.fromInternal(keyspace).asCql(true)
            + "."
            + CqlIdentifier.fromInternal(table).asCql(true)
            + " WHERE token(aggregate_id) > ? AND token(aggregate_id) <= ?";
  }

  @Override
  public void read(Segment segment, Walk.Pages pages)
      throws ExecutionException, InterruptedException {
    var question =
        SimpleStatement.newInstance(cql, segment.after(), segment.upTo())
            .setIdempotent(true)
            .setPageSize(PAGE)
            .setConsistencyLevel(DefaultConsistencyLevel.LOCAL_QUORUM);
    AsyncResultSet page = await(session.executeAsync(question));
    while (take(page, segment, pages) && page.hasMorePages()) {
      page = await(page.fetchNextPage());
    }
  }

  private static boolean take(AsyncResultSet page, Segment segment, Walk.Pages pages)
      throws ExecutionException, InterruptedException {
    List<Watermark> watermarks = new ArrayList<>();
    long last = segment.after();
    for (Row row : page.currentPage()) {
      last = row.getLong(TOKEN);
      // No version, no event: whatever is in the partition was not appended.
      if (!row.isNull("version")) {
        watermarks.add(
            new Watermark(
                Objects.requireNonNull(row.getUuid("aggregate_id")), row.getLong("version")));
      }
    }
    return pages.take(watermarks, last);
  }

  // Not the driver's own way of waiting: that one cannot be interrupted.
  private static <T> T await(CompletionStage<T> stage)
      throws ExecutionException, InterruptedException {
    return stage.toCompletableFuture().get();
  }
}
