package dev.millrace.cli.doctor.check;

import dev.millrace.cli.connect.ConnectorStatus;
import dev.millrace.cli.connect.ConnectorStatus.Part;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Whether a connector and its tasks run. */
public final class ConnectorStateCheck {

  /** Nobody asked for these, and they pass. */
  private static final Set<String> PASSING = Set.of("UNASSIGNED", "RESTARTING");

  private ConnectorStateCheck() {}

  /**
   * Judges them.
   *
   * @param status null if there is no such connector
   */
  public static Finding check(String name, @Nullable ConnectorStatus status) {
    if (status == null) {
      return Finding.failure(
          "connector",
          "there is no " + name,
          "./millrace connect deploy connect-config/outbox-source.json, or name another with"
              + " --connector");
    }
    var problems = new Problems();
    status.parts().forEach(part -> judge(name, part, problems));
    if (status.tasks().isEmpty()) {
      problems.fail(
          "no tasks",
          "it finds its tasks some seconds after its start, in the newest stream generation: ask"
              + " again, then see the worker's log");
    }
    crowded(status.tasks(), problems);
    return problems.finding(
        "connector", name + " with " + Units.count(status.tasks().size(), "task"));
  }

  private static void judge(String name, Part part, Problems problems) {
    String what = part.name() + " is " + part.state() + " on " + part.worker();
    if (part.state().equals("RUNNING")) {
      return;
    }
    if (PASSING.contains(part.state())) {
      problems.warn(what, "ask again: workers move tasks for some seconds after a start or stop");
    } else if (part.state().equals("FAILED")) {
      problems.fail(
          what + ": " + part.cause(),
          "the whole trace is in GET /connectors/"
              + name
              + "/status. Mend the cause, then ./millrace connect restart "
              + name
              + ". Where one record is the cause, the task meets it again: deploy with --set"
              + " errors.tolerance=all until it runs, then without; an event that was dropped comes"
              + " from the event store");
    } else {
      problems.fail(
          what + ": it brings nothing", "PUT /connectors/" + name + "/resume on the worker");
    }
  }

  private static void crowded(List<Part> tasks, Problems problems) {
    long workers = tasks.stream().map(Part::worker).distinct().count();
    if (workers < tasks.size()) {
      String where = tasks.stream().map(Part::worker).distinct().collect(Collectors.joining(", "));
      problems.warn(
          Units.count(tasks.size(), "task") + " on " + where,
          "a second task in one JVM begins to read most of a minute late, for its JMX name is"
              + " taken: tasks.max must not exceed the number of workers");
    }
  }
}
