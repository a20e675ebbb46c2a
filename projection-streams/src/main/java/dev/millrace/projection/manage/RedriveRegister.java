package dev.millrace.projection.manage;

import static java.util.Objects.requireNonNull;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import dev.millrace.projection.Build;
import dev.millrace.projection.parking.Redrives;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The table {@code projection_redrives}: what all instances are to try again. */
public final class RedriveRegister {

  private final CqlSession session;
  private final PreparedStatement insert;
  private final PreparedStatement find;

  public RedriveRegister(CqlSession session) {
    this.session = session;
    insert =
        prepare(
            "INSERT INTO millrace.projection_redrives (name, requested_at, aggregate)"
                + " VALUES (:name, :at, :aggregate)");
    find =
        prepare(
            "SELECT requested_at, aggregate FROM millrace.projection_redrives WHERE name = :name");
  }

  private PreparedStatement prepare(String cql) {
    return session.prepare(
        SimpleStatement.newInstance(cql).setConsistencyLevel(DefaultConsistencyLevel.LOCAL_QUORUM));
  }

  /**
   * Asks for parked records to be tried again.
   *
   * @param aggregate whose; null for all
   */
  public void request(Build build, @Nullable String aggregate) {
    session.execute(
        insert
            .bind()
            .setString("name", build.name())
            .setInstant("at", Instant.now())
            .setString("aggregate", aggregate == null ? "" : aggregate));
  }

  /** The requests of the last hour. */
  public List<Redrives.Request> of(Build build) {
    List<Redrives.Request> requests = new ArrayList<>();
    for (Row row : session.execute(find.bind(build.name()))) {
      String aggregate = requireNonNull(row.getString("aggregate"));
      requests.add(
          new Redrives.Request(
              requireNonNull(row.getInstant("requested_at")),
              aggregate.isEmpty() ? null : aggregate));
    }
    return requests;
  }
}
