package dev.millrace.cli.doctor.check;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/** Whether the auditor goes round: it alone finds a lost last event. */
public final class AuditorCheck {

  private static final String NAME = "auditor";

  /** {@code auditor.period} where nothing else is set. */
  private static final Duration PERIOD = Duration.ofMinutes(10);

  /** So many usual walks it may be silent. */
  private static final int WALKS = 3;

  private AuditorCheck() {}

  /**
   * What an instance's metrics say; NaN for what there is not.
   *
   * @param position how much of the store the walk has behind it, from 0 to 1
   */
  public record Walk(
      double position, double ageSeconds, double lastSeconds, double lastAgeSeconds) {

    private boolean hasEndedOne() {
      return !Double.isNaN(lastAgeSeconds);
    }

    private boolean isUnderWay() {
      return ageSeconds > 0;
    }
  }

  /** Judges the instances: one of them walks, those that once did only remember. */
  public static Finding check(List<Walk> walks) {
    return walks.stream()
        .filter(Walk::hasEndedOne)
        .min(Comparator.comparingDouble(Walk::lastAgeSeconds))
        .map(AuditorCheck::ended)
        .or(
            () ->
                walks.stream()
                    .filter(Walk::isUnderWay)
                    .min(Comparator.comparingDouble(Walk::ageSeconds))
                    .map(AuditorCheck::first))
        .orElseGet(
            () ->
                Finding.warning(
                    NAME,
                    "no walk has begun",
                    "ask again if the bridge has just started; otherwise set auditor.enabled=true on"
                        + " every bridge that captures, and see the log of the one that owns"
                        + " partition 0 of cdc-bridge-progress: it must walk"));
  }

  private static Finding ended(Walk walk) {
    Duration took = Units.ofSeconds(walk.lastSeconds());
    Duration age = Units.ofSeconds(walk.lastAgeSeconds());
    Duration usual = took.compareTo(PERIOD) > 0 ? took : PERIOD;
    var problems = new Problems();
    if (age.compareTo(usual.multipliedBy(WALKS)) > 0) {
      problems.warn("a lost last event is found late", "see " + METRICS);
    }
    return problems.finding(
        NAME,
        String.format(
            "last walk ended %s ago and took %s%s",
            Units.duration(age), Units.duration(took), current(walk)));
  }

  private static final String METRICS =
      "millrace_auditor_failures_total and the bridge's log; a large store needs a higher"
          + " auditor.rate";

  private static Finding first(Walk walk) {
    Duration age = Units.ofSeconds(walk.ageSeconds());
    var problems = new Problems();
    if (age.compareTo(PERIOD.multipliedBy(WALKS)) > 0) {
      problems.warn("a lost last event is found late", "see " + METRICS);
    }
    return problems.finding(NAME, "no walk has ended yet" + current(walk));
  }

  private static String current(Walk walk) {
    if (!walk.isUnderWay()) {
      return "";
    }
    return String.format(
        ", this one is %s old and has %d %% of the store behind it",
        Units.duration(Units.ofSeconds(walk.ageSeconds())), Math.round(walk.position() * 100));
  }
}
