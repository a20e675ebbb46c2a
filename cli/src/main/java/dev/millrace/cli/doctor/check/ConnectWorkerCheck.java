package dev.millrace.cli.doctor.check;

import java.net.URI;
import java.util.List;

/** Whether a Connect worker is there, and could run the connector. */
public final class ConnectWorkerCheck {

  private static final String CONNECTOR = "com.scylladb.cdc.debezium.connector.ScyllaConnector";

  private ConnectWorkerCheck() {}

  /**
   * Judges the worker.
   *
   * @param version of Kafka Connect
   */
  public static Finding worker(URI address, Fact<String> version) {
    if (version instanceof Fact.Known<String> known) {
      return Finding.ok("connect worker", address + ", Kafka Connect " + known.value());
    }
    String why = version instanceof Fact.Failed<String> failed ? failed.why() : "not asked";
    return Finding.failure(
        "connect worker",
        address + " does not answer: " + why,
        "start it, or say where another worker of its group is with --connect");
  }

  /** Judges what it could run. */
  public static Finding plugin(List<String> classes) {
    if (classes.contains(CONNECTOR)) {
      return Finding.ok("connector plugin", CONNECTOR);
    }
    return Finding.failure(
        "connector plugin",
        CONNECTOR + " is not among the " + Units.count(classes.size(), "connector") + " it has",
        "put the jar with dependencies of com.scylladb:scylla-cdc-source-connector (Maven Central,"
            + " or its releases page on GitHub) on plugin.path, set plugin.discovery=hybrid_warn,"
            + " and restart the worker");
  }
}
