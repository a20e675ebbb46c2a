package dev.millrace.runtime.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Answers with problem details what never gets as far as a route: bytes that are not HTTP, headers
 * that are too large, paths that cannot be decoded, a server that is stopping. Without it Jetty
 * answers in HTML.
 */
final class JettyProblems extends ErrorHandler {

  /** Jetty leaves out the body of an answer to most methods. */
  @Override
  public boolean errorPageForMethod(String method) {
    return true;
  }

  @Override
  protected void generateResponse(
      Request request,
      Response response,
      int code,
      @Nullable String message,
      @Nullable Throwable cause,
      Callback callback) {
    Problem problem = problem(code, cause);
    response.setStatus(problem.status());
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, Problem.CONTENT_TYPE);
    if (problem.status() == 503) {
      response.getHeaders().put(HttpHeader.RETRY_AFTER, "1");
    }
    response.write(true, ByteBuffer.wrap(problem.toJson().getBytes(UTF_8)), callback);
  }

  static Problem problem(int status, @Nullable Throwable cause) {
    if (status == 503) {
      return Problem.of(
          503, "stopping", "Service is stopping", "the service is stopping; nothing was done");
    }
    if (status >= 500 && !(cause instanceof HttpException)) {
      return HttpErrors.internal();
    }
    return HttpErrors.refused(status, reason(status, cause));
  }

  private static String reason(int status, @Nullable Throwable cause) {
    String reason = cause instanceof HttpException http ? http.getReason() : null;
    return reason == null ? HttpStatus.getMessage(status) : reason;
  }
}
