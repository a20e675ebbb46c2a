package dev.millrace.projection.backfill;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import dev.millrace.projection.Build;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tables {@code projection_backfills} and {@code projection_backfill_reports}. Two instances
 * that write at once, during a rebalance, do no harm: the worst is that events are sent twice, and
 * folds drop duplicates.
 */
public final class BackfillRegister {

  private final CqlSession session;

  public BackfillRegister(CqlSession session) {
    this.session = session;
  }

  /** Notes that a build begins, unless that is noted: two instances may register it at once. */
  public void begin(Build build) {
    session.execute(
        statement(
                "INSERT INTO millrace.projection_backfills"
                    + " (name, position, finished, events, unusable)"
                    + " VALUES (?, ?, false, 0, 0) IF NOT EXISTS",
                build.name(),
                BackfillState.beginning(null).position())
            .setIdempotent(false)
            .setSerialConsistencyLevel(DefaultConsistencyLevel.LOCAL_SERIAL));
  }

  /** How far a build was filled up. Builds from before there was this table need nothing. */
  public BackfillState find(Build build) {
    Row row =
        session
            .execute(
                statement(
                    "SELECT requested_at, serves, position, finished, events, unusable"
                        + " FROM millrace.projection_backfills WHERE name = ?",
                    build.name()))
            .one();
    return row == null ? BackfillState.notNeeded() : state(row, report(build));
  }

  private @Nullable Row report(Build build) {
    return session
        .execute(
            statement(
                "SELECT without_topic, failed_at, failure"
                    + " FROM millrace.projection_backfill_reports WHERE name = ?",
                build.name()))
        .one();
  }

  private static BackfillState state(Row row, @Nullable Row report) {
    return report == null
        ? progress(row, 0)
        : progress(row, report.getLong("without_topic")).failing(failure(report));
  }

  private static @Nullable BackfillFailure failure(Row report) {
    Instant at = report.getInstant("failed_at");
    String message = report.getString("failure");
    return at == null || message == null ? null : new BackfillFailure(at, message);
  }

  // A request may come while an earlier one is served, whose notes must not hide it.
  private static BackfillState progress(Row row, long withoutTopic) {
    Instant requested = row.getInstant("requested_at");
    Instant serves = row.getInstant("serves");
    if (requested != null && !requested.equals(serves)) {
      return BackfillState.beginning(requested);
    }
    return new BackfillState(
        serves,
        row.getLong("position"),
        row.getBoolean("finished"),
        new RowCounts(row.getLong("events"), row.getLong("unusable"), withoutTopic),
        null);
  }

  /** Asks for a build to be filled up from the beginning, with every aggregate. */
  public void request(Build build) {
    session.execute(
        statement(
            "INSERT INTO millrace.projection_backfills (name, requested_at) VALUES (?, ?)",
            build.name(),
            Instant.now()));
  }

  /** Notes how far it is. What it failed of before is forgotten. */
  void save(Build build, BackfillState state) {
    // First: if the position is not noted after it, rows are counted twice, and none is left out.
    session.execute(
        statement(
            "INSERT INTO millrace.projection_backfill_reports"
                + " (name, without_topic, failed_at, failure) VALUES (?, ?, null, null)",
            build.name(),
            state.counts().withoutTopic()));
    session.execute(
        statement(
            "INSERT INTO millrace.projection_backfills"
                + " (name, serves, position, finished, events, unusable, updated_at)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?)",
            build.name(),
            state.request(),
            state.position(),
            state.finished(),
            state.counts().events(),
            state.counts().unusable(),
            Instant.now()));
  }

  /** Notes what it failed of, for whoever asks any instance. */
  void failed(Build build, BackfillFailure failure) {
    session.execute(
        statement(
            "INSERT INTO millrace.projection_backfill_reports (name, failed_at, failure)"
                + " VALUES (?, ?, ?)",
            build.name(),
            failure.at(),
            failure.message()));
  }

  /** Forgets a build. */
  public void delete(Build build) {
    for (String table : List.of("projection_backfills", "projection_backfill_reports")) {
      session.execute(statement("DELETE FROM millrace." + table + " WHERE name = ?", build.name()));
    }
  }

  private static SimpleStatement statement(String cql, @Nullable Object... values) {
    return SimpleStatement.newInstance(cql, values)
        .setIdempotent(true)
        .setConsistencyLevel(DefaultConsistencyLevel.LOCAL_QUORUM);
  }
}
