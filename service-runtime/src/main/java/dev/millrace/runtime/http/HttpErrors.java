package dev.millrace.runtime.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.MethodNotAllowedResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletionException;
import org.eclipse.jetty.http.HttpException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Problems that the HTTP layer itself finds. An unexpected error is logged with its stack trace and
 * answered without it.
 */
final class HttpErrors {

  private static final Logger log = LoggerFactory.getLogger(HttpErrors.class);

  private HttpErrors() {}

  static void addTo(RoutesConfig routes) {
    routes.exception(ProblemException.class, (e, ctx) -> HttpService.answer(ctx, e.problem()));
    routes.exception(HttpResponseException.class, (e, ctx) -> HttpService.answer(ctx, of(e, ctx)));
    routes.exception(MethodNotAllowedResponse.class, HttpErrors::methodNotAllowed);
    routes.exception(CompletionException.class, HttpErrors::unwrap);
    routes.exception(Exception.class, HttpErrors::unexpected);
  }

  private static void unwrap(CompletionException e, Context ctx) {
    if (e.getCause() instanceof ProblemException problem) {
      HttpService.answer(ctx, problem.problem());
    } else {
      unexpected(e, ctx);
    }
  }

  private static void unexpected(Exception e, Context ctx) {
    if (e instanceof HttpException http && http.getCode() < 500) {
      // A body that ended early, or is not what its headers say: Jetty finds out when it is read.
      HttpService.answer(ctx, refused(http.getCode(), String.valueOf(http.getReason())));
      return;
    }
    log.error("request failed method={} path={}", ctx.method(), ctx.path(), e);
    HttpService.answer(ctx, internal());
  }

  /** For errors that are no exceptions, which Javalin has no routes' handlers for. */
  static void fatal(HttpServletResponse response, Error error) {
    log.error("request failed", error);
    Problem problem = internal();
    response.setStatus(problem.status());
    response.setContentType(Problem.CONTENT_TYPE);
    try {
      response.getOutputStream().write(problem.toJson().getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void methodNotAllowed(MethodNotAllowedResponse e, Context ctx) {
    // The only detail that Javalin gives, under a name that depends on the Accept header.
    String allowed = String.join(", ", e.getDetails().values());
    ctx.header("Allow", allowed.contains("GET") ? allowed + ", HEAD" : allowed);
    String detail = ctx.method() + " is not possible on " + ctx.path() + ", but " + allowed;
    HttpService.answer(ctx, Problem.of(405, "method-not-allowed", "Method not allowed", detail));
  }

  static Problem internal() {
    return Problem.of(
        500, "internal", "Internal error", "The service failed; its log has the cause.");
  }

  /** What has no kind of its own: the kind is the status. */
  static Problem refused(int status, String reason) {
    return Problem.of(
        status, "http-" + status, "Request refused", "the request was refused: " + reason);
  }

  private static Problem of(HttpResponseException e, Context ctx) {
    return switch (e.getStatus()) {
      case 404 ->
          Problem.of(
              404, "no-such-route", "Not found", "no route " + ctx.method() + " " + ctx.path());
      case 413 -> Problem.of(413, "body-too-large", "Body too large", "the body exceeds the limit");
      default -> refused(e.getStatus(), "status " + e.getStatus());
    };
  }
}
