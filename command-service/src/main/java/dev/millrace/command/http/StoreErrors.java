package dev.millrace.command.http;

import dev.millrace.command.retry.Futures;
import dev.millrace.command.store.StoreUnavailableException;
import dev.millrace.runtime.http.HttpService;
import dev.millrace.runtime.http.Problem;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers for a store that does not. */
final class StoreErrors {

  private static final Logger log = LoggerFactory.getLogger(StoreErrors.class);

  private StoreErrors() {}

  static void addTo(RoutesConfig routes) {
    routes.exception(StoreUnavailableException.class, StoreErrors::unavailable);
  }

  private static void unavailable(StoreUnavailableException e, Context ctx) {
    log.warn("store unavailable path={} cause={}", ctx.path(), Futures.unwrap(e).getMessage());
    HttpService.answer(
        ctx,
        Problem.of(
            503,
            "store-unavailable",
            "Event store unavailable",
            "the event store did not answer; retrying with the same Idempotency-Key is safe"));
  }
}
