package dev.millrace.command.store;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import java.util.UUID;

/** The CQL of the snapshots. */
final class SnapshotStatements {

  private static final String SAVE =
      """
      INSERT INTO millrace.aggregate_snapshots (aggregate_id, sequence, aggregate_type,
          schema_version, state, created_at, updated_at)
      VALUES (:aggregate_id, :sequence, :aggregate_type,
          :schema_version, :state, :created_at, :updated_at)""";

  private static final String NEWEST =
      """
      SELECT aggregate_id, sequence, aggregate_type, schema_version, state, created_at, updated_at
      FROM millrace.aggregate_snapshots WHERE aggregate_id = :aggregate_id LIMIT :newest""";

  private static final String DELETE_BEFORE =
      """
      DELETE FROM millrace.aggregate_snapshots
      WHERE aggregate_id = :aggregate_id AND sequence < :sequence""";

  private final PreparedStatement save;
  private final PreparedStatement newest;
  private final PreparedStatement deleteBefore;

  SnapshotStatements(CqlSession session) {
    save = prepare(session, SAVE);
    newest = prepare(session, NEWEST);
    deleteBefore = prepare(session, DELETE_BEFORE);
  }

  // LOCAL_ONE would do for what may be missing or old, but not for a read in time travel that is
  // asked twice and must answer as fast both times.
  private static PreparedStatement prepare(CqlSession session, String cql) {
    return session.prepare(
        SimpleStatement.newInstance(cql)
            .setIdempotent(true)
            .setConsistencyLevel(DefaultConsistencyLevel.LOCAL_QUORUM));
  }

  BoundStatement save(Snapshot snapshot) {
    return save.boundStatementBuilder()
        .setUuid("aggregate_id", snapshot.aggregateId())
        .setLong("sequence", snapshot.sequence())
        .setString("aggregate_type", snapshot.aggregateType())
        .setInt("schema_version", snapshot.schemaVersion())
        .setString("state", snapshot.state())
        .setInstant("created_at", snapshot.createdAt())
        .setInstant("updated_at", snapshot.updatedAt())
        .build();
  }

  BoundStatement newest(UUID aggregateId, int count) {
    return newest.bind(aggregateId, count);
  }

  BoundStatement deleteBefore(UUID aggregateId, long sequence) {
    return deleteBefore.bind(aggregateId, sequence);
  }
}
