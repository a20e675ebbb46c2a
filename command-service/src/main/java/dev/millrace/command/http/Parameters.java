package dev.millrace.command.http;

import dev.millrace.runtime.http.Problem;
import dev.millrace.runtime.http.ProblemException;
import java.util.UUID;

/** Checks of single request values; each error names the field, the rule and the value. */
final class Parameters {

  private static final int SHOWN = 60;

  private Parameters() {}

  static UUID uuid(String field, String value) {
    try {
      UUID uuid = UUID.fromString(value);
      // fromString also takes short groups, such as 1-1-1-1-1.
      if (uuid.toString().equalsIgnoreCase(value)) {
        return uuid;
      }
    } catch (IllegalArgumentException e) {
      // Falls through: one message for everything that is not a UUID.
    }
    throw invalid(field, "must be a UUID", value);
  }

  /** Bounds, inclusive. */
  record Range(long min, long max) {}

  static long number(String field, String value, Range range) {
    try {
      long number = Long.parseLong(value);
      if (number >= range.min() && number <= range.max()) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Falls through: one message for everything that is not such a number.
    }
    String rule =
        range.max() == Long.MAX_VALUE
            ? "must be a whole number from " + range.min()
            : "must be a whole number " + range.min() + ".." + range.max();
    throw invalid(field, rule, value);
  }

  static ProblemException invalid(String field, String rule, String value) {
    return invalid(field, field + " " + rule + ", got \"" + shown(value) + '"');
  }

  /** As much of what a client sent as is worth sending back. */
  static String shown(String value) {
    return value.length() > SHOWN ? value.substring(0, SHOWN) + "…" : value;
  }

  static ProblemException invalid(String field, String detail) {
    return new ProblemException(
        Problem.of(400, "invalid-request", "Invalid request", detail).with("field", field));
  }
}
