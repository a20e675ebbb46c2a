package dev.millrace.cli.doctor.check;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Whether capture reads the streams that the database writes to. */
public final class GenerationCheck {

  private static final String NAME = "generation";

  /** How long a bridge that keeps up may need to end the generation before. */
  private static final Duration SWITCH = Duration.ofMinutes(2);

  private GenerationCheck() {}

  /**
   * The newest generation of CDC streams that has begun.
   *
   * @param next when another one begins, if the database has announced it
   */
  public record Generation(Instant start, int vnodes, int streams, @Nullable Instant next) {}

  /**
   * Judges the generation.
   *
   * @param newest null if the database has none
   */
  public static Finding check(
      @Nullable Generation newest, Fact<List<CaptureTold>> bridges, Instant now) {
    if (newest == null) {
      return Finding.failure(
          NAME,
          "the database has no stream generation that has begun",
          "a ScyllaDB node that just started begins one within a minute; see its log");
    }
    var problems = new Problems();
    if (bridges instanceof Fact.Known<List<CaptureTold>> known) {
      compare(newest, known.value(), now, problems);
    }
    return problems.finding(NAME, summary(newest, bridges));
  }

  private static void compare(
      Generation newest, List<CaptureTold> bridges, Instant now, Problems problems) {
    Duration age = Duration.between(newest.start(), now);
    Instant oldest =
        bridges.stream()
            .map(CaptureTold::generationStart)
            .filter(Objects::nonNull)
            .min(Instant::compareTo)
            .orElse(newest.start());
    if (oldest.isBefore(newest.start()) && age.compareTo(SWITCH) > 0) {
      problems.warn(
          "a bridge still reads the one of " + oldest,
          "it reads the old one to its end first: watch capture lag; if that does not fall, see"
              + " the logs of the bridges");
    }
  }

  private static String summary(Generation newest, Fact<List<CaptureTold>> bridges) {
    String text =
        String.format(
            "begun %s, %s, %s",
            newest.start(),
            Units.count(newest.vnodes(), "vnode"),
            Units.count(newest.streams(), "stream"));
    if (newest.next() != null) {
      text += ", next one at " + newest.next();
    }
    return bridges instanceof Fact.Known<?> ? text : text + " (no bridge to compare with)";
  }
}
