package dev.millrace.projection.manage;

import static java.util.Objects.requireNonNull;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.ResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import dev.millrace.projection.Build;
import dev.millrace.projection.backfill.BackfillRegister;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The table {@code projections}: what is wanted of the builds, for all instances. What must not be
 * done twice is a lightweight transaction.
 */
public final class BuildRegister {

  private final CqlSession session;
  private final PreparedStatement all;
  private final PreparedStatement firstOf;
  private final PreparedStatement insert;
  private final PreparedStatement number;
  private final PreparedStatement serve;
  private final PreparedStatement want;
  private final PreparedStatement drop;
  private final PreparedStatement delete;

  public BuildRegister(CqlSession session) {
    this.session = session;
    all =
        prepare(
            "SELECT name, serving, build, code_version, wanted, wanted_at, created_at,"
                + " served_at FROM millrace.projections");
    firstOf =
        prepare(
            "UPDATE millrace.projections SET serving = 1, last_build = 1 WHERE name = :name"
                + " IF last_build = null");
    insert =
        prepare(
            "INSERT INTO millrace.projections (name, build, code_version, wanted, wanted_at,"
                + " created_at, served_at) VALUES (:name, :build, :code_version, 'running', :at, :at,"
                + " :served_at)"
                + " IF NOT EXISTS");
    number =
        prepare(
            "UPDATE millrace.projections SET last_build = :next WHERE name = :name"
                + " IF last_build = :known");
    serve =
        prepare(
            "UPDATE millrace.projections SET serving = :next, served_at = :at"
                + " WHERE name = :name AND build = :next"
                + " IF serving = :known AND wanted IN ('running', 'paused')");
    want =
        prepare(
            "UPDATE millrace.projections SET wanted = :wanted, wanted_at = :at"
                + " WHERE name = :name AND build = :build IF wanted IN ('running', 'paused')");
    drop =
        prepare(
            "UPDATE millrace.projections SET wanted = 'dropped', wanted_at = :at"
                + " WHERE name = :name AND build = :build"
                + " IF serving != :build AND wanted IN ('running', 'paused')");
    delete =
        prepare(
            "DELETE FROM millrace.projections WHERE name = :name AND build = :build"
                + " IF wanted = 'dropped'");
  }

  private PreparedStatement prepare(String cql) {
    return session.prepare(
        SimpleStatement.newInstance(cql)
            .setConsistencyLevel(DefaultConsistencyLevel.LOCAL_QUORUM)
            .setSerialConsistencyLevel(DefaultConsistencyLevel.LOCAL_SERIAL));
  }

  /** Makes sure that a projection has a build that serves. */
  public void register(String projection, int codeVersion) {
    session.execute(firstOf.bind(projection));
    if (of(projection).isEmpty()) {
      insert(Build.first(projection), codeVersion);
    }
  }

  private void insert(Build build, int codeVersion) {
    // First, so that nobody runs the build without.
    new BackfillRegister(session).begin(build);
    Instant now = Instant.now();
    session.execute(
        insert
            .bind()
            .setString("name", build.projection())
            .setInt("build", build.number())
            .setInt("code_version", codeVersion)
            .setInstant("at", now)
            // It serves from the beginning.
            .setInstant("served_at", build.number() == 1 ? now : null));
  }

  /** Every build of every projection. */
  public List<BuildRecord> all() {
    List<BuildRecord> records = new ArrayList<>();
    for (Row row : session.execute(all.bind())) {
      // A projection whose builds have gone keeps its static row.
      if (!row.isNull("build") && !row.isNull("wanted")) {
        records.add(record(row));
      }
    }
    return records;
  }

  /** The builds of a projection, oldest first. */
  public List<BuildRecord> of(String projection) {
    return all().stream()
        .filter(record -> record.build().projection().equals(projection))
        .sorted((a, b) -> Integer.compare(a.build().number(), b.build().number()))
        .toList();
  }

  private static BuildRecord record(Row row) {
    var build = new Build(requireNonNull(row.getString("name")), row.getInt("build"));
    Instant created = requireNonNull(row.getInstant("created_at"));
    Instant served = row.getInstant("served_at");
    return new BuildRecord(
        build,
        row.getInt("code_version"),
        Wanted.of(requireNonNull(row.getString("wanted"))),
        requireNonNull(row.getInstant("wanted_at")),
        created,
        // First builds of earlier versions were not marked.
        served == null && build.number() == 1 ? created : served,
        row.getInt("serving") == build.number());
  }

  /**
   * Adds a build.
   *
   * @throws ConcurrentChangeException if somebody else has just added one
   */
  public Build add(String projection, int codeVersion) {
    int last = lastBuild(projection);
    ResultSet taken =
        session.execute(
            number
                .bind()
                .setString("name", projection)
                .setInt("known", last)
                .setInt("next", last + 1));
    if (!taken.wasApplied()) {
      throw new ConcurrentChangeException("another build of " + projection + " was begun just now");
    }
    var build = new Build(projection, last + 1);
    insert(build, codeVersion);
    return build;
  }

  private int lastBuild(String projection) {
    Row row =
        session
            .execute(
                SimpleStatement.newInstance(
                        "SELECT last_build FROM millrace.projections WHERE name = ? LIMIT 1",
                        projection)
                    .setConsistencyLevel(DefaultConsistencyLevel.LOCAL_SERIAL))
            .one();
    if (row == null || row.isNull("last_build")) {
      throw new IllegalStateException("projection " + projection + " is not registered");
    }
    return row.getInt("last_build");
  }

  /**
   * Lets another build serve.
   *
   * @throws ConcurrentChangeException if it is not the first one that serves now, or the second one
   *     is being dropped
   */
  public void serve(Build from, Build to) {
    ResultSet result =
        session.execute(
            serve
                .bind()
                .setString("name", to.projection())
                .setInt("known", from.number())
                .setInt("next", to.number())
                .setInstant("at", Instant.now()));
    if (!result.wasApplied()) {
      throw new ConcurrentChangeException(
          "build " + from + " does not serve any more, or build " + to + " is being dropped");
    }
  }

  /**
   * Says what a build is to do; once more is not nothing: a stopped one then starts again. Dropped
   * it stays dropped, and the one that serves is not dropped.
   *
   * @throws ConcurrentChangeException if that is so
   */
  public void want(Build build, Wanted wanted) {
    boolean isDrop = wanted == Wanted.DROPPED;
    var command =
        (isDrop ? drop : want)
            .bind()
            .setString("name", build.projection())
            .setInt("build", build.number())
            .setInstant("at", Instant.now());
    var complete = isDrop ? command : command.setString("wanted", wanted.column());
    if (!session.execute(complete).wasApplied()) {
      throw new ConcurrentChangeException(
          "build " + build + " is being dropped" + (isDrop ? " already, or serves" : ""));
    }
  }

  /** Forgets a build that was to be dropped. */
  public void delete(Build build) {
    session.execute(delete.bind(build.projection(), build.number()));
  }
}
