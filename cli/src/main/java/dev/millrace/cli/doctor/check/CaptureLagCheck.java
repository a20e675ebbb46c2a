package dev.millrace.cli.doctor.check;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** How far capture is behind the clock. */
public final class CaptureLagCheck {

  private static final String NAME = "capture lag";
  private static final Duration LATE = Duration.ofSeconds(30);
  private static final Duration VERY_LATE = Duration.ofMinutes(10);

  private CaptureLagCheck() {}

  /** Judges the instance that is furthest behind. */
  public static Finding check(List<CaptureTold> instances) {
    Double seconds =
        instances.stream()
            .map(CaptureTold::lagSeconds)
            .filter(Objects::nonNull)
            .max(Double::compare)
            .orElse(null);
    if (seconds == null) {
      return Finding.skipped(NAME, "no instance owns a task");
    }
    Duration lag = Units.ofSeconds(seconds);
    var problems = new Problems();
    String todo =
        "ask again: if it falls, capture catches up. Otherwise see millrace_capture_failures_total"
            + " and the bridge's log, or give it more capture.threads or instances";
    if (lag.compareTo(VERY_LATE) > 0) {
      problems.fail("more than " + Units.duration(VERY_LATE), todo);
    } else if (lag.compareTo(LATE) > 0) {
      problems.warn("more than " + Units.duration(LATE), todo);
    }
    return problems.finding(NAME, Units.duration(lag) + " behind the clock");
  }
}
