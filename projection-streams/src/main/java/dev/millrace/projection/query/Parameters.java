package dev.millrace.projection.query;

import dev.millrace.projection.customer.CustomerOrder.Position;
import dev.millrace.runtime.http.Problem;
import dev.millrace.runtime.http.ProblemException;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Checks of request values; each error names the field, the rule and the value. */
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

  /** A whole number within the range; the fallback if it is not given. */
  static long number(String field, @Nullable String value, Range range) {
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

  /** Bounds, inclusive, and what an absent number counts as. */
  record Range(long min, long max, long fallback) {}

  static Optional<Position> position(String field, @Nullable String token) {
    if (token == null) {
      return Optional.empty();
    }
    Optional<Position> position = PageToken.read(token);
    if (position.isEmpty()) {
      throw invalid(field, "must be the nextPageToken of an earlier answer", token);
    }
    return position;
  }

  private static ProblemException invalid(String field, String rule, String value) {
    String shown = value.length() > SHOWN ? value.substring(0, SHOWN) + "…" : value;
    return new ProblemException(
        Problem.of(
                400,
                "invalid-request",
                "Invalid request",
                field + " " + rule + ", got \"" + shown + '"')
            .with("field", field));
  }
}
