package dev.millrace.runtime.http;

import dev.millrace.runtime.trace.Traces;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.router.Endpoint;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import java.time.Instant;
import java.util.Optional;

/**
 * A span for every request to a service's own routes, named and described as OpenTelemetry's <a
 * href="https://opentelemetry.io/docs/specs/semconv/http/http-spans/">conventions</a> have it.
 */
public final class TracedRequests {

  private static final String SPAN = "request-span";
  private static final String HEADER = "traceparent";

  private TracedRequests() {}

  // Not as handlers before and after: Javalin takes the name of such a handler for a method of
  // HTTP, too, and would answer AFTER /orders.
  static void addTo(JavalinConfig config) {
    config.requestLogger.http(TracedRequests::end);
  }

  /**
   * What makes other spans, and the events of the request, a part of it; empty with traces off. The
   * request's span begins with the first call.
   */
  public static Optional<String> traceparent(Context ctx) {
    if (!Traces.isOn()) {
      return Optional.empty();
    }
    Span span = ctx.attribute(SPAN);
    if (span == null) {
      span = start(ctx, Instant.now());
      ctx.attribute(SPAN, span);
    }
    return Optional.of(Traces.traceparent(span));
  }

  private static Span start(Context ctx, Instant from) {
    String method = ctx.method().name();
    return Traces.start(method, SpanKind.SERVER, ctx.header(HEADER), from)
        .setAttribute("http.request.method", method)
        .setAttribute("url.path", ctx.path());
  }

  private static void end(Context ctx, float millis) {
    if (!Traces.isOn() || isOperations(ctx.path())) {
      return;
    }
    Span begun = ctx.attribute(SPAN);
    Span span = begun == null ? start(ctx, Instant.now().minusNanos((long) (millis * 1e6))) : begun;
    int status = ctx.statusCode();
    span.setAttribute("http.response.status_code", status);
    if (status >= 500) {
      span.setStatus(StatusCode.ERROR);
    }
    Endpoint matched = ctx.endpoints().lastHttpEndpoint();
    if (matched != null) {
      span.setAttribute("http.route", matched.path);
      span.updateName(ctx.method().name() + " " + matched.path);
    }
    span.end();
  }

  // Asked every few seconds, by those who watch.
  private static boolean isOperations(String path) {
    return path.equals("/metrics") || path.startsWith("/health/");
  }
}
