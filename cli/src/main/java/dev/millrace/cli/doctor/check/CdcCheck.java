package dev.millrace.cli.doctor.check;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether the event store keeps a CDC log, and whether capture keeps ahead of its end. */
public final class CdcCheck {

  private static final Duration LEAST_TTL = Duration.ofDays(1);
  private static final double LITTLE = 0.5;
  private static final double ALMOST_NONE = 0.1;

  private CdcCheck() {}

  /**
   * What the table says of its log.
   *
   * @param ttlSeconds of the log's rows; 0 for ever
   */
  public record Cdc(boolean enabled, long ttlSeconds) {}

  /** Judges the log itself. */
  public static Finding enabled(String table, Cdc cdc) {
    String statement = "ALTER TABLE " + table + " WITH cdc = {'enabled': true, 'ttl': 604800}";
    var problems = new Problems();
    if (!cdc.enabled()) {
      problems.fail(
          "off: events are published from the event store alone, after a walk of the auditor",
          statement);
    } else if (cdc.ttlSeconds() == 0) {
      problems.warn("rows live for ever: the log grows without end", statement);
    } else if (Duration.ofSeconds(cdc.ttlSeconds()).compareTo(LEAST_TTL) < 0) {
      problems.warn(
          "a bridge that is away for longer misses rows, whose events come later", statement);
    }
    Duration ttl = Duration.ofSeconds(cdc.ttlSeconds());
    return problems.finding("cdc", table + ", TTL of the log " + Units.duration(ttl));
  }

  /** Judges how long it is until rows expire that nobody has captured. */
  public static Finding horizon(List<CaptureTold> captures) {
    CaptureTold worst = captures.stream().reduce(CdcCheck::shorter).orElse(null);
    Double part = worst == null ? null : part(worst);
    if (part == null) {
      return Finding.skipped("loss horizon", "no instance has both a task and a TTL");
    }
    var problems = new Problems();
    String todo =
        "see capture lag: capture must catch up, or ALTER the table's cdc with a longer ttl, which"
            + " holds for new rows";
    if (part < ALMOST_NONE) {
      problems.fail("under a tenth of the TTL", todo);
    } else if (part < LITTLE) {
      problems.warn("under half of the TTL", todo);
    }
    return problems.finding("loss horizon", summary(worst));
  }

  private static String summary(CaptureTold worst) {
    Double left = worst.lossHorizonSeconds();
    return left == null
        ? ""
        : "unread rows"
            + (worst.oldestTask() == null ? "" : " of task " + worst.oldestTask())
            + " expire in "
            + Units.duration(Units.ofSeconds(left));
  }

  private static CaptureTold shorter(CaptureTold a, CaptureTold b) {
    Double ofA = part(a);
    Double ofB = part(b);
    return ofA == null || (ofB != null && ofB < ofA) ? b : a;
  }

  private static @Nullable Double part(CaptureTold capture) {
    Double left = capture.lossHorizonSeconds();
    Long ttl = capture.ttlSeconds();
    return left == null || ttl == null ? null : left / ttl;
  }
}
