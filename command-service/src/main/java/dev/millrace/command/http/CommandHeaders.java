package dev.millrace.command.http;

import dev.millrace.runtime.http.Parameters;
import dev.millrace.runtime.http.TracedRequests;
import io.javalin.http.Context;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the headers of a command say.
 *
 * @param commandId from {@code Idempotency-Key}; made up where absent, and then never repeated
 * @param expectedVersion from {@code If-Match}
 * @param attributes from {@code X-Meta-<name>}
 */
record CommandHeaders(
    UUID commandId,
    OptionalLong expectedVersion,
    String correlationId,
    @Nullable String userId,
    @Nullable String traceparent,
    Map<String, String> attributes) {

  static final String CORRELATION_ID = "X-Correlation-Id";
  private static final String IDEMPOTENCY_KEY = "Idempotency-Key";
  private static final String USER_ID = "X-User-Id";
  private static final Pattern ETAG = Pattern.compile("\"(\\d{1,18})\"");
  private static final Pattern TRACEPARENT =
      Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");
  private static final int MAX_LENGTH = 200;

  static CommandHeaders read(Context ctx) {
    return new CommandHeaders(
        header(ctx, IDEMPOTENCY_KEY)
            .map(key -> Parameters.uuid(IDEMPOTENCY_KEY, key))
            .orElseGet(UUID::randomUUID),
        header(ctx, "If-Match").map(CommandHeaders::version).orElse(OptionalLong.empty()),
        text(ctx, CORRELATION_ID).orElseGet(() -> UUID.randomUUID().toString()),
        text(ctx, USER_ID).orElse(null),
        traceparent(ctx).orElse(null),
        MetadataHeaders.read(ctx.headerMap()));
  }

  private static Optional<String> text(Context ctx, String name) {
    return header(ctx, name).filter(value -> !value.isEmpty());
  }

  // An empty one is not an absent one: whoever sends an empty key means to be safe, and is not.
  private static Optional<String> header(Context ctx, String name) {
    String value = ctx.header(name);
    if (value == null) {
      return Optional.empty();
    }
    if (value.length() > MAX_LENGTH) {
      throw Parameters.invalid(name, "must have at most " + MAX_LENGTH + " characters", value);
    }
    return Optional.of(value.strip());
  }

  private static OptionalLong version(String etag) {
    if (etag.equals("*")) {
      return OptionalLong.empty();
    }
    Matcher matcher = ETAG.matcher(etag);
    if (!matcher.matches()) {
      throw Parameters.invalid("If-Match", "must be a version in double quotes or *", etag);
    }
    return OptionalLong.of(Long.parseLong(matcher.group(1)));
  }

  /** The request's own span; without one, the client's. */
  private static Optional<String> traceparent(Context ctx) {
    Optional<String> given = header(ctx, "traceparent").map(CommandHeaders::traceparent);
    return TracedRequests.traceparent(ctx).or(() -> given);
  }

  private static String traceparent(String value) {
    if (!TRACEPARENT.matcher(value).matches()) {
      throw Parameters.invalid("traceparent", "must be a W3C trace context", value);
    }
    return value;
  }
}
