package dev.millrace.runtime.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP server of a service: its own routes, {@code /health/live}, {@code /health/ready}, {@code
 * /metrics}, and problem details for everything that goes wrong. An unexpected error is logged with
 * its stack trace and answered without it.
 */
public final class HttpService implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(HttpService.class);
  private static final long STOP_TIMEOUT_MILLIS = 10_000;

  private final Javalin server;

  private HttpService(Javalin server) {
    this.server = server;
  }

  /**
   * Starts listening.
   *
   * @param routes adds the service's own routes and exception mappings
   */
  public static HttpService start(
      HttpSettings settings, Operations operations, Consumer<RoutesConfig> routes) {
    Javalin server =
        Javalin.create(
            config -> {
              configure(config, settings);
              operations.addTo(config.routes);
              addErrors(config.routes);
              routes.accept(config.routes);
            });
    server.start(settings.host(), settings.port());
    log.info("http listening host={} port={}", settings.host(), server.port());
    return new HttpService(server);
  }

  /** What every service shows of itself. */
  public record Operations(Health health, PrometheusMeterRegistry metrics) {

    private void addTo(RoutesConfig routes) {
      routes.get("/health/live", ctx -> ctx.result("live"));
      routes.get("/health/ready", this::ready);
      routes.get(
          "/metrics", ctx -> ctx.contentType("text/plain; version=0.0.4").result(metrics.scrape()));
    }

    private void ready(Context ctx) {
      Map<String, Boolean> report = health.report();
      boolean ready = !report.containsValue(false);
      ObjectNode json = JsonNodeFactory.instance.objectNode();
      json.put("ready", ready);
      report.forEach(json.putObject("checks")::put);
      ctx.status(ready ? 200 : 503).contentType("application/json").result(json.toString());
    }
  }

  public int port() {
    return server.port();
  }

  /** Every route, as {@code GET /orders/{id}}. */
  public List<String> routes() {
    return server.unsafe.internalRouter.allHttpHandlers().stream()
        .map(route -> route.endpoint)
        .filter(endpoint -> endpoint.method.isHttpMethod())
        .map(endpoint -> endpoint.method.name() + " " + endpoint.path)
        .toList();
  }

  /** Stops accepting, lets requests in flight finish within a bound, closes. */
  @Override
  public void close() {
    server.stop();
  }

  private static void configure(JavalinConfig config, HttpSettings settings) {
    config.startup.showJavalinBanner = false;
    config.http.maxRequestSize = settings.maxBodyBytes();
    config.jetty.modifyServer(server -> server.setStopTimeout(STOP_TIMEOUT_MILLIS));
  }

  private static void addErrors(RoutesConfig routes) {
    routes.exception(ProblemException.class, (e, ctx) -> answer(ctx, e.problem()));
    routes.exception(HttpResponseException.class, (e, ctx) -> answer(ctx, HttpErrors.of(e, ctx)));
    routes.exception(CompletionException.class, (e, ctx) -> unwrap(e, ctx));
    routes.exception(Exception.class, (e, ctx) -> unexpected(e, ctx));
  }

  private static void unwrap(CompletionException e, Context ctx) {
    if (e.getCause() instanceof ProblemException problem) {
      answer(ctx, problem.problem());
    } else {
      unexpected(e, ctx);
    }
  }

  private static void unexpected(Exception e, Context ctx) {
    log.error("request failed method={} path={}", ctx.method(), ctx.path(), e);
    answer(ctx, HttpErrors.internal());
  }

  /** Answers a request with a problem. */
  public static void answer(Context ctx, Problem problem) {
    if (problem.status() == 503) {
      ctx.header("Retry-After", "1");
    }
    ctx.status(problem.status()).contentType(Problem.CONTENT_TYPE).result(problem.toJson());
  }
}
