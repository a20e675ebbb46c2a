package dev.millrace.runtime.http;

import dev.millrace.runtime.trace.Traces;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.router.Endpoint;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import java.util.Optional;

/**
 * A span for every request to a service's own routes, named and described as OpenTelemetry's <a
 * href="https://opentelemetry.io/docs/specs/semconv/http/http-spans/">conventions</a> have it.
 */
public final class TracedRequests {

  private static final String SPAN = "millrace.span";
  private static final String HEADER = "traceparent";

  private TracedRequests() {}

  static void addTo(RoutesConfig routes) {
    routes.before(TracedRequests::begin);
    routes.after(TracedRequests::end);
  }

  /** What makes other spans, and the events of the request, a part of it; empty with traces off. */
  public static Optional<String> traceparent(Context ctx) {
    return Optional.ofNullable(ctx.<Span>attribute(SPAN)).map(Traces::traceparent);
  }

  private static void begin(Context ctx) {
    if (Traces.isOn() && !isOperations(ctx.path())) {
      Span span = Traces.start(ctx.method().name(), SpanKind.SERVER, ctx.header(HEADER));
      span.setAttribute("http.request.method", ctx.method().name());
      span.setAttribute("url.path", ctx.path());
      ctx.attribute(SPAN, span);
    }
  }

  // Asked every few seconds, by those who watch.
  private static boolean isOperations(String path) {
    return path.equals("/metrics") || path.startsWith("/health/");
  }

  private static void end(Context ctx) {
    Span span = ctx.attribute(SPAN);
    if (span == null) {
      return;
    }
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
}
