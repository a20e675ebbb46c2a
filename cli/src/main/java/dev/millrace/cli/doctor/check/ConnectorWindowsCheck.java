package dev.millrace.cli.doctor.check;

import java.time.Duration;
import java.util.Set;

/** What a connector's windows cost, and whether they are safe. */
public final class ConnectorWindowsCheck {

  private static final Duration LATE = Duration.ofSeconds(10);
  private static final Duration RASH = Duration.ofMillis(100);
  private static final long MANY_QUERIES = 10_000;
  private static final Set<String> ONE_REPLICA = Set.of("ONE", "LOCAL_ONE");

  private ConnectorWindowsCheck() {}

  /**
   * What the log is made of.
   *
   * @param streams 0 if that is not known
   * @param replicas of each datacenter, at most; 0 if that is not known
   */
  public record Streams(int streams, int replicas) {}

  /** Judges the settings. */
  public static Finding check(ConnectorSettings settings, Streams of) {
    Duration window = settings.window();
    Duration confidence = settings.confidence();
    Duration behind = window.plus(confidence);
    long queries = of.streams() * 1_000L / Math.max(1, window.toMillis());
    var problems = new Problems();
    if (behind.compareTo(LATE) > 0) {
      problems.warn(
          "more than " + Units.duration(LATE),
          "scylla.query.time.window.size and scylla.confidence.window.size, each 30 s unless set");
    }
    if (confidence.compareTo(RASH) < 0) {
      problems.warn(
          "rows that become visible after " + Units.duration(confidence) + " are never read",
          "a longer scylla.confidence.window.size; what is missed comes from the event store, late");
    }
    if (queries > MANY_QUERIES) {
      problems.warn("a load of its own for the database", "a longer scylla.query.time.window.size");
    }
    String consistency = settings.text("scylla.consistency.level", "QUORUM");
    if (ONE_REPLICA.contains(consistency) && of.replicas() > 1) {
      problems.warn(
          consistency + " asks one of " + of.replicas() + " replicas, which may lack rows",
          "scylla.consistency.level=LOCAL_QUORUM");
    }
    String cost =
        of.streams() == 0
            ? ""
            : ", " + queries + " queries/s on " + Units.count(of.streams(), "stream");
    return problems.finding(
        "connector windows", "reads up to " + Units.duration(behind) + " behind the clock" + cost);
  }
}
