package dev.millrace.cli.doctor.check;

import java.util.Map;
import java.util.stream.Collectors;

/** How many copies of the keyspace there are. */
public final class ReplicationCheck {

  private static final String NAME = "keyspace";
  private static final int ENOUGH = 3;

  private ReplicationCheck() {}

  /**
   * Judges the keyspace.
   *
   * @param replicas by datacenter; empty if there is no such keyspace
   */
  public static Finding check(Map<String, Integer> replicas) {
    if (replicas.isEmpty()) {
      return Finding.failure(NAME, "missing", "run the files of cql/, or start a service");
    }
    String summary =
        replicas.entrySet().stream()
            .map(entry -> entry.getKey() + " " + entry.getValue())
            .collect(Collectors.joining(", ", "replicas: ", ""));
    var problems = new Problems();
    if (replicas.values().stream().anyMatch(count -> count < ENOUGH)) {
      problems.warn(
          "fewer than " + ENOUGH,
          "fine for a local stack, not for production: with one node away nothing can be written;"
              + " ALTER KEYSPACE, then repair");
    }
    return problems.finding(NAME, summary);
  }
}
