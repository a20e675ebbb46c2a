package dev.millrace.cli.doctor.check;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether the instances of the bridge capture everything between them. */
public final class CaptureTasksCheck {

  private static final String ASK_AGAIN = "they move for some seconds after a start or stop";

  private CaptureTasksCheck() {}

  /** Judges all instances. */
  public static Finding check(List<CaptureTold> told) {
    var problems = new Problems();
    Set<String> tables = told.stream().map(CaptureTold::table).collect(Collectors.toSet());
    if (tables.size() > 1) {
      problems.warn("they capture different tables", "ask for the bridges of one table at a time");
    }
    List<CaptureTold> instances = distinct(told);
    if (instances.size() < told.size()) {
      problems.warn("an instance was given twice", "name each instance once with --bridge");
    }
    int total = instances.stream().mapToInt(one -> one.tasks().total()).max().orElse(0);
    int owned = instances.stream().mapToInt(one -> one.tasks().owned()).sum();
    if (instances.stream().anyMatch(one -> one.tasks().total() != total)) {
      problems.warn(
          "the instances are not on the same generation", "ask again in a minute: " + ASK_AGAIN);
    }
    compare(owned, total, problems);
    return problems.finding(
        "capture tasks",
        String.format(
            "%d of %s owned by %s",
            owned, Units.count(total, "task"), Units.count(instances.size(), "instance")));
  }

  private static void compare(int owned, int total, Problems problems) {
    if (total == 0) {
      problems.fail(
          "no generation of streams is known",
          "see the generation check, and the bridge's log for what capture waits for");
    } else if (owned < total) {
      problems.fail(
          Units.count(total - owned, "task") + " owned by none of these instances",
          "name every instance with --bridge; if you did, ask again: "
              + ASK_AGAIN
              + "; then see the logs of the bridges, and start one");
    } else if (owned > total) {
      problems.warn("more than there are", "ask again: " + ASK_AGAIN);
    }
  }

  private static List<CaptureTold> distinct(List<CaptureTold> told) {
    Set<String> seen = new HashSet<>();
    return told.stream()
        .filter(one -> one.memberId().isEmpty() || seen.add(one.memberId()))
        .toList();
  }
}
