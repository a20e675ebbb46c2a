package dev.millrace.cli.doctor.check;

import dev.millrace.cli.doctor.check.Fact.Known;
import java.net.URI;
import java.util.Map;

/** Whether a part answers, and says of itself that it can serve. */
public final class EndpointCheck {

  private static final Map<String, String> PART_ADVICE =
      Map.of(
          "database", "database: see scylla.contact-points of this service, and the database",
          "sequencer", "sequencer: its Kafka Streams does not run, its log says why",
          "capture", "capture: no window captured for 30 s, its log and GET /capture say more");

  private EndpointCheck() {}

  /** The database, as its nodes are seen from here. */
  public record Database(String release, long nodesUp, long nodesDown) {}

  /** What a service says of itself, part by part. */
  public record Readiness(boolean ready, Map<String, Boolean> checks) {}

  /** Judges the database. */
  public static Finding database(String address, Fact<Database> fact) {
    if (!(fact instanceof Known<Database> known)) {
      return away("database", address, fact, "start it, or say where it is with --database");
    }
    Database database = known.value();
    var problems = new Problems();
    if (database.nodesDown() > 0) {
      problems.warn(
          Units.count(database.nodesDown(), "node") + " down",
          "start them again: with a quorum of replicas away, nothing is written");
    }
    String summary =
        String.format(
            "%s, release %s, %s",
            address, database.release(), Units.count(database.nodesUp(), "node"));
    return problems.finding("database", summary);
  }

  /**
   * Judges Kafka.
   *
   * @param fact how many brokers there are
   */
  public static Finding kafka(String address, Fact<Integer> fact) {
    if (!(fact instanceof Known<Integer> brokers)) {
      return away("kafka", address, fact, "start it, or say where it is with --kafka");
    }
    return Finding.ok("kafka", address + ", " + Units.count(brokers.value(), "broker"));
  }

  /**
   * Judges a service.
   *
   * @param option that says where it is
   */
  public static Finding service(String name, URI address, String option, Fact<Readiness> fact) {
    if (!(fact instanceof Known<Readiness> known)) {
      return away(name, address.toString(), fact, "start it, or say where it is with " + option);
    }
    Readiness readiness = known.value();
    if (readiness.ready()) {
      return Finding.ok(
          name, address + " ready: " + String.join(", ", readiness.checks().keySet()));
    }
    var problems = new Problems();
    readiness
        .checks()
        .forEach(
            (part, ok) -> {
              if (!ok) {
                problems.fail(part, PART_ADVICE.getOrDefault(part, part + ": its log says why"));
              }
            });
    return problems.finding(name, address + " not ready");
  }

  private static Finding away(String name, String address, Fact<?> fact, String advice) {
    String why = fact instanceof Fact.Failed<?> failed ? failed.why() : "not asked";
    return Finding.failure(name, address + " does not answer: " + why, advice);
  }
}
