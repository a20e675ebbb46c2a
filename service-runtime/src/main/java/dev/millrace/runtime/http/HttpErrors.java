package dev.millrace.runtime.http;

import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;

/** Problems that the HTTP layer itself finds. */
final class HttpErrors {

  private HttpErrors() {}

  static Problem internal() {
    return Problem.of(
        500, "internal", "Internal error", "The service failed; its log has the cause.");
  }

  static Problem of(HttpResponseException e, Context ctx) {
    return switch (e.getStatus()) {
      case 404 ->
          Problem.of(
              404, "no-such-route", "Not found", "no route " + ctx.method() + " " + ctx.path());
      case 405 ->
          Problem.of(
              405,
              "method-not-allowed",
              "Method not allowed",
              ctx.method() + " is not possible here");
      case 413 -> Problem.of(413, "body-too-large", "Body too large", "the body exceeds the limit");
      default ->
          Problem.of(e.getStatus(), "http-" + e.getStatus(), "Request refused", "request refused");
    };
  }
}
