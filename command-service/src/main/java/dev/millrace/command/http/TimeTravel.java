package dev.millrace.command.http;

import dev.millrace.command.handler.Horizon;
import dev.millrace.runtime.http.Parameters;
import io.javalin.http.Context;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which past a request asks for: {@code ?version=} or {@code ?at=}. */
final class TimeTravel {

  private static final String VERSION = "version";
  private static final String AT = "at";

  // What Java parses is more: years of nine digits, times without seconds.
  private static final Pattern RFC_3339 =
      Pattern.compile(
          "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,9})?(Z|[+-]\\d\\d:\\d\\d)");

  private TimeTravel() {}

  /** The past; empty if the request asks for the present. */
  static Optional<Horizon> asked(Context ctx) {
    String version = ctx.queryParam(VERSION);
    String at = ctx.queryParam(AT);
    if (version != null && at != null) {
      throw Parameters.invalid(AT, "at must not come with version");
    }
    if (version != null) {
      return Optional.of(
          Horizon.version(
              Parameters.number(VERSION, version, new Parameters.Range(1, Long.MAX_VALUE, 1))));
    }
    return at == null ? Optional.empty() : Optional.of(Horizon.instant(instant(at)));
  }

  private static Instant instant(String at) {
    try {
      if (RFC_3339.matcher(at).matches()) {
        return OffsetDateTime.parse(at).toInstant();
      }
    } catch (DateTimeParseException e) {
      // Falls through: one message for everything that is not such a time.
    }
    throw Parameters.invalid(AT, "must be an RFC 3339 time such as 2026-01-31T12:00:00Z", at);
  }
}
