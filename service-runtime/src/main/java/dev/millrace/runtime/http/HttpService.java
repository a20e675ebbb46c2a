package dev.millrace.runtime.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP server of a service: its own routes, {@code /health/live}, {@code /health/ready}, {@code
 * /metrics}, and problem details for everything that goes wrong.
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
              TracedRequests.addTo(config);
              operations.addTo(config.routes);
              HttpErrors.addTo(config.routes);
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
    config.http.prefer405over404 = true;
    // One path for one thing: /orders/ is not /orders.
    config.router.ignoreTrailingSlashes = false;
    config.router.javaLangErrorHandler(HttpErrors::fatal);
    config.jetty.modifyHttpConfiguration(http -> http.addCustomizer(new PlainRequests()));
    config.jetty.modifyServer(server -> configure(server, settings));
    config.jetty.modifyServletContextHandler(
        handler -> handler.setErrorHandler(new JettyProblems()));
  }

  private static void configure(Server server, HttpSettings settings) {
    // Each costs memory, whatever its requests are answered with.
    server.addBean(new NetworkConnectionLimit(settings.maxConnections(), server));
    server.setStopTimeout(STOP_TIMEOUT_MILLIS);
    server.setErrorHandler(new JettyProblems());
  }

  /** Answers a request with a problem. */
  public static void answer(Context ctx, Problem problem) {
    if (problem.status() == 503) {
      ctx.header("Retry-After", "1");
    }
    // As bytes: text would be encoded in Latin-1, for a type that Jetty knows no charset of.
    ctx.status(problem.status())
        .contentType(Problem.CONTENT_TYPE)
        .result(problem.toJson().getBytes(StandardCharsets.UTF_8));
  }
}
