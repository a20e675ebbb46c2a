package dev.millrace.cli.doctor.check;

import java.time.Duration;
import java.util.Locale;

/** Figures with their units, for people. */
final class Units {

  private Units() {}

  /** {@code 1 task}, {@code 8 tasks}. */
  static String count(long number, String thing) {
    return number + " " + thing + (number == 1 ? "" : "s");
  }

  /** In the unit that suits it. */
  static String duration(Duration duration) {
    double seconds = duration.toMillis() / 1e3;
    double size = Math.abs(seconds);
    if (size < 2) {
      return duration.toMillis() + " ms";
    } else if (size < 120) {
      return decimal(seconds) + " s";
    } else if (size < 7_200) {
      return decimal(seconds / 60) + " min";
    } else if (size < 172_800) {
      return decimal(seconds / 3_600) + " h";
    }
    return decimal(seconds / 86_400) + " d";
  }

  static Duration ofSeconds(double seconds) {
    return Duration.ofMillis(Math.round(seconds * 1e3));
  }

  private static String decimal(double value) {
    String text = String.format(Locale.ROOT, "%.1f", value);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }
}
