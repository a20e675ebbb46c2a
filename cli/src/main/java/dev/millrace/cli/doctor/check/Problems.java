package dev.millrace.cli.doctor.check;

import dev.millrace.cli.doctor.check.Finding.Status;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects what is wrong with one thing, to make one finding of it: as bad as the worst of it. */
final class Problems {

  private final List<String> found = new ArrayList<>();
  private final Set<String> advice = new LinkedHashSet<>();
  private Status worst = Status.OK;

  void warn(String what, String todo) {
    add(Status.WARNING, what, todo);
  }

  void fail(String what, String todo) {
    add(Status.FAILURE, what, todo);
  }

  private void add(Status status, String what, String todo) {
    worst = status.compareTo(worst) > 0 ? status : worst;
    found.add(what);
    advice.add(todo);
  }

  /**
   * The finding.
   *
   * @param summary the figures, good or bad
   */
  Finding finding(String name, String summary) {
    if (found.isEmpty()) {
      return Finding.ok(name, summary);
    }
    return new Finding(
        name, worst, summary + ": " + String.join("; ", found), String.join("; ", advice));
  }
}
