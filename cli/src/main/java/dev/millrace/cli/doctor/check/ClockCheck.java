package dev.millrace.cli.doctor.check;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/**
 * Whether clocks agree. A row's place in the CDC log is the time of the node that coordinated its
 * write, and the bridge reads by its own clock: what they differ by is taken from {@code
 * capture.confidence}.
 */
public final class ClockCheck {

  private static final String NAME = "clock";

  /** The part of the confidence from which it warns. */
  private static final int MUCH = 4;

  private ClockCheck() {}

  /**
   * A node's clock against the one of this machine.
   *
   * @param ahead negative if it is behind
   * @param uncertainty half of the time that the question took
   */
  public record NodeClock(String node, Duration ahead, Duration uncertainty) {

    /** How far apart the clocks are at least. */
    private Duration certain() {
      Duration least = ahead.abs().minus(uncertainty);
      return least.isNegative() ? Duration.ZERO : least;
    }
  }

  /**
   * Judges the clocks.
   *
   * @param confidence of the bridges
   */
  public static Finding check(List<NodeClock> clocks, Duration confidence) {
    NodeClock worst = clocks.stream().max(Comparator.comparing(NodeClock::certain)).orElse(null);
    if (worst == null) {
      return Finding.skipped(NAME, "no node of the database to ask");
    }
    var problems = new Problems();
    String todo =
        "synchronize the clocks of this machine, of the bridges and of the database (NTP); until"
            + " then raise capture.confidence above the difference";
    if (worst.certain().compareTo(confidence) >= 0) {
      problems.fail("more than capture.confidence: rows fall behind capture", todo);
    } else if (worst.certain().multipliedBy(MUCH).compareTo(confidence) >= 0) {
      problems.warn("more than a quarter of capture.confidence", todo);
    }
    return problems.finding(
        NAME,
        String.format(
            "%s is %s ahead of this machine, ± %s, confidence %s",
            worst.node(),
            Units.duration(worst.ahead()),
            Units.duration(worst.uncertainty()),
            Units.duration(confidence)));
  }
}
