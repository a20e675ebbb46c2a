package dev.millrace.cli.doctor.check;

/** What becomes of a record that a transform or a converter fails on. */
public final class ConnectorErrorsCheck {

  private ConnectorErrorsCheck() {}

  /** Judges the settings. A source connector has no dead-letter topic in Kafka Connect. */
  public static Finding check(ConnectorSettings settings) {
    var problems = new Problems();
    boolean logged = settings.flag("errors.log.enable");
    boolean dropped = settings.text("errors.tolerance", "none").equalsIgnoreCase("all");
    if (dropped) {
      problems.fail(
          "errors.tolerance=all: records are dropped " + (logged ? "with a log line" : "silently"),
          "errors.tolerance=none: the task fails instead, and says why. What was dropped comes from"
              + " the event store, late");
    }
    if (!logged) {
      problems.warn(
          "errors.log.enable is not set: no log line says which transform failed on which record",
          "errors.log.enable=true");
    }
    if (settings.flag("errors.log.include.messages")) {
      problems.warn(
          "errors.log.include.messages: what customers sent is written into the worker's log",
          "errors.log.include.messages=false");
    }
    if (settings.text("errors.retry.timeout", "0").equals("-1")) {
      problems.warn(
          "errors.retry.timeout=-1: an error is tried for ever, and the task stays RUNNING",
          "errors.retry.timeout=60000");
    }
    return problems.finding(
        "connector errors", dropped ? "go on without the record" : "stop the task");
  }
}
