package dev.millrace.command.store;

import static java.util.Objects.requireNonNull;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.Statement;
import dev.millrace.command.retry.Futures;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.StreamSupport;

/** Snapshots on ScyllaDB, in a table of their own that has no CDC. */
public final class ScyllaSnapshotStore implements SnapshotStore {

  private final CqlSession session;
  private final SnapshotStatements statements;

  /** Prepares its statements, so the schema must be there. */
  public ScyllaSnapshotStore(CqlSession session) {
    this.session = session;
    this.statements = new SnapshotStatements(session);
  }

  @Override
  public CompletionStage<List<Snapshot>> newest(UUID aggregateId) {
    return execute(statements.newest(aggregateId, KEPT), "snapshots of " + aggregateId)
        .thenApply(
            rows ->
                StreamSupport.stream(rows.currentPage().spliterator(), false)
                    .map(ScyllaSnapshotStore::snapshot)
                    .toList());
  }

  @Override
  public CompletionStage<Void> save(Snapshot snapshot, long previous) {
    UUID id = snapshot.aggregateId();
    return execute(statements.save(snapshot), "save snapshot of " + id)
        .thenCompose(
            saved ->
                previous == 0
                    ? CompletableFuture.completedStage(saved)
                    : execute(statements.deleteBefore(id, previous), "old snapshots of " + id))
        .thenAccept(done -> {});
  }

  private CompletionStage<AsyncResultSet> execute(Statement<?> statement, String what) {
    return Futures.mapError(
        session.executeAsync(statement), error -> StoreErrors.translate(error, what));
  }

  private static Snapshot snapshot(Row row) {
    return new Snapshot(
        requireNonNull(row.getUuid("aggregate_id")),
        String.valueOf(row.getString("aggregate_type")),
        row.getLong("sequence"),
        row.getInt("schema_version"),
        String.valueOf(row.getString("state")),
        requireNonNull(row.getInstant("created_at")),
        requireNonNull(row.getInstant("updated_at")));
  }
}
