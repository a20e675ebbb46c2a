package dev.millrace.runtime.http;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Checks of single request values. What does not fit ends the request with a 400 whose detail names
 * the field, the rule and the value, and whose member {@code field} names the field.
 */
public final class Parameters {

  private static final int SHOWN = 60;

  private Parameters() {}

  /** A UUID in its one text form. */
  public static UUID uuid(String field, String value) {
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

  /** Bounds, inclusive, and what an absent number counts as. */
  public record Range(long min, long max, long fallback) {}

  /** A whole number within the range; the fallback if it is not given. */
  public static long number(String field, @Nullable String value, Range range) {
    if (value == null) {
      return range.fallback();
    }
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

  /** Whether it is {@code true}; not if it is not given. */
  public static boolean flag(String field, @Nullable String value) {
    if (value == null || value.equals("false")) {
      return false;
    }
    if (value.equals("true")) {
      return true;
    }
    throw invalid(field, "must be true or false", value);
  }

  /** The field breaks the rule with the value. */
  public static ProblemException invalid(String field, String rule, String value) {
    return invalid(field, field + " " + rule + ", got \"" + shown(value) + '"');
  }

  /** The field is wrong, as the detail says in a whole sentence. */
  public static ProblemException invalid(String field, String detail) {
    return new ProblemException(
        Problem.of(400, "invalid-request", "Invalid request", detail).with("field", field));
  }

  /** As much of what a client sent as is worth sending back. */
  public static String shown(String value) {
    return value.length() > SHOWN ? value.substring(0, SHOWN) + "…" : value;
  }
}
