package dev.millrace.cli.doctor.check;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Whether projections run, and have projected all that they were given. */
public final class ProjectionsCheck {

  private static final String NAME = "projections";

  private ProjectionsCheck() {}

  /** What an instance of projection-streams says at {@code GET /projections}. */
  public record Projection(
      String name, int version, @Nullable Integer serving, List<Build> builds) {

    public Projection {
      builds = List.copyOf(builds);
    }
  }

  /**
   * One of its builds.
   *
   * @param parked on all instances; null if the broker did not say, which has a check of its own
   * @param backfill null from an instance that does not know of it yet
   */
  public record Build(
      int build,
      int codeVersion,
      String state,
      @Nullable Integer parked,
      @Nullable String lastError,
      @Nullable Backfill backfill) {}

  /**
   * How a build is filled up from the event store.
   *
   * @param lastError null if that goes on, or has finished
   */
  public record Backfill(@Nullable Instant lastErrorAt, @Nullable String lastError) {}

  /** Judges what an instance says. */
  public static Finding check(List<Projection> projections) {
    var problems = new Problems();
    for (Projection projection : projections) {
      for (Build build : projection.builds()) {
        check(projection, build, problems);
      }
    }
    String found =
        projections.stream()
            .map(one -> one.name() + " (build " + one.serving() + " serves)")
            .collect(Collectors.joining(", "));
    return problems.finding(NAME, found);
  }

  private static void check(Projection projection, Build build, Problems problems) {
    String name = projection.name() + " build " + build.build();
    String which = projection.name() + " --build " + build.build();
    if (build.state().equals("STOPPED")) {
      problems.fail(
          name + " failed too often and is stopped: " + build.lastError(),
          "see the log of projection-streams; then ./millrace projections resume " + which);
    }
    if (build.state().equals("PAUSED")) {
      problems.warn(name + " is paused", "./millrace projections resume " + which);
    }
    if (build.parked() != null && build.parked() > 0) {
      problems.fail(
          name + " has " + build.parked() + " parked",
          "./millrace projections parked "
              + which
              + " says why; mend the cause, then ./millrace projections redrive "
              + which);
    }
    Backfill backfill = build.backfill();
    if (backfill != null && backfill.lastError() != null) {
      problems.warn(
          name
              + ": backfill failed, last at "
              + backfill.lastErrorAt()
              + ": "
              + backfill.lastError(),
          "it is tried again every few seconds while the build runs; see database, Kafka and the"
              + " log of projection-streams");
    }
    boolean serves = projection.serving() != null && projection.serving() == build.build();
    if (serves && build.codeVersion() < projection.version()) {
      problems.warn(
          name
              + " was begun by version "
              + build.codeVersion()
              + " of its code, which is now "
              + projection.version(),
          "./millrace projections rebuild " + projection.name());
    }
  }
}
