package dev.millrace.projection.backfill;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import dev.millrace.projection.Build;
import java.time.Instant;
import java.util.Optional;

/**
 * The table {@code projection_backfills}. Two instances that write at once, during a rebalance, do
 * no harm: the worst is that events are sent twice, and folds drop duplicates.
 */
public final class BackfillRegister {

  private final CqlSession session;

  public BackfillRegister(CqlSession session) {
    this.session = session;
  }

  /** How far a build was filled up; empty if nobody has looked yet. */
  public Optional<BackfillState> find(Build build) {
    Row row =
        session
            .execute(
                statement(
                    "SELECT whole, position, finished, events, unusable"
                        + " FROM millrace.projection_backfills WHERE name = ?",
                    build.name()))
            .one();
    return Optional.ofNullable(row).map(BackfillRegister::state);
  }

  private static BackfillState state(Row row) {
    return new BackfillState(
        row.getBoolean("whole"),
        row.getLong("position"),
        row.getBoolean("finished"),
        row.getLong("events"),
        row.getLong("unusable"));
  }

  /** Asks for a build to be filled up from the beginning, with every aggregate. */
  public void request(Build build) {
    save(build, BackfillState.beginning(true));
  }

  void save(Build build, BackfillState state) {
    session.execute(
        statement(
            "INSERT INTO millrace.projection_backfills"
                + " (name, whole, position, finished, events, unusable, updated_at)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?)",
            build.name(),
            state.whole(),
            state.position(),
            state.finished(),
            state.events(),
            state.unusable(),
            Instant.now()));
  }

  /** Forgets a build. */
  public void delete(Build build) {
    session.execute(
        statement("DELETE FROM millrace.projection_backfills WHERE name = ?", build.name()));
  }

  private static SimpleStatement statement(String cql, Object... values) {
    return SimpleStatement.newInstance(cql, values)
        .setIdempotent(true)
        .setConsistencyLevel(DefaultConsistencyLevel.LOCAL_QUORUM);
  }
}
