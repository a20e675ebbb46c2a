package dev.millrace.projection;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.millrace.local.LocalStackEndpoints;
import dev.millrace.projection.customer.OrdersByCustomerProjection;
import dev.millrace.projection.manage.BuildRegister;
import dev.millrace.projection.manage.BuildStarter;
import dev.millrace.projection.manage.ProjectionManager;
import dev.millrace.projection.manage.ProjectionRoutes;
import dev.millrace.projection.manage.StreamsSettings;
import dev.millrace.projection.order.OrderProjection;
import dev.millrace.projection.query.QueryClient;
import dev.millrace.projection.query.QuerySettings;
import dev.millrace.projection.sink.ScyllaSinks;
import dev.millrace.projection.sink.SinkBarrier;
import dev.millrace.projection.status.OrdersByStatusProjection;
import dev.millrace.runtime.http.Deferred;
import dev.millrace.runtime.http.Health;
import dev.millrace.runtime.http.HttpService;
import dev.millrace.runtime.http.HttpService.Operations;
import dev.millrace.runtime.http.HttpSettings;
import dev.millrace.runtime.http.Metrics;
import dev.millrace.runtime.kafka.KafkaSettings;
import io.micrometer.core.instrument.search.Search;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Projections as an instance of the service runs them, in this JVM and on the local stack. */
public final class RunningProjections implements AutoCloseable {

  private static final Duration SESSION_TIMEOUT = Duration.ofSeconds(3);
  private static final int MAX_IN_FLIGHT = 16;

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final List<Projection> projections;
  private final ProjectionManager manager;
  private final Deferred<ProjectionRoutes> operations = new Deferred<>();
  private final HttpService http;

  private RunningProjections(List<Projection> projections) {
    this.projections = projections;
    this.manager = new ProjectionManager(projections);
    this.http =
        HttpService.start(
            new HttpSettings("127.0.0.1", 0, 1024, 100),
            new Operations(new Health(), Metrics.registry("test")),
            routes -> {
              projections.forEach(p -> p.addTo(routes, manager.readSide(p)));
              ProjectionRoutes.addTo(routes, operations);
            });
  }

  /** Those of the service. */
  public static List<Projection> all() {
    return List.of(
        new OrderProjection(new QuerySettings(Duration.ZERO, Duration.ofSeconds(5))),
        new OrdersByCustomerProjection(),
        new OrdersByStatusProjection());
  }

  /** Those of the service, with their real sinks. */
  public static RunningProjections start(
      LocalStackEndpoints endpoints, CqlSession session, Path state) {
    return start(endpoints, session, all(), ScyllaSinks.of(session), state);
  }

  /** Some with sinks of the test's own. */
  public static RunningProjections start(
      LocalStackEndpoints endpoints,
      CqlSession session,
      List<Projection> projections,
      BuildParts.SinksOfBuild sinks,
      Path state) {
    var running = new RunningProjections(projections);
    var streams =
        new StreamsSettings(
            Duration.ofMillis(50),
            state,
            1,
            // Short, so that the broker gives up the transaction of a stalled one within a test.
            Duration.ofSeconds(3),
            SESSION_TIMEOUT,
            0,
            new SinkBarrier.Limits(MAX_IN_FLIGHT, 50),
            16);
    var kafka = new KafkaSettings(endpoints.kafkaBootstrap(), EventLog.PARTITIONS);
    running.manager.start(
        session,
        new BuildRegister(session),
        new BuildStarter(session, sinks, kafka, streams, running.registry));
    running.operations.provide(ProjectionRoutes.open(running.manager, session, kafka));
    return running;
  }

  /** Talks to this instance by HTTP. */
  public QueryClient api() {
    return new QueryClient(http.port());
  }

  public boolean areRunning() {
    return projections.stream().allMatch(p -> manager.isServing(p.name()));
  }

  /** Whether the service would say that it has started. */
  boolean haveStarted() {
    return projections.stream().allMatch(p -> manager.hasStarted(p.name()));
  }

  public double inFlight(String projection) {
    return value("millrace.sink.in.flight", projection);
  }

  /** The sum of a gauge of a projection. */
  public double value(String gauge, String projection) {
    return Search.in(registry).name(gauge).tag("projection", projection).gauges().stream()
        .mapToDouble(one -> one.value())
        .sum();
  }

  /** The sum of a counter of a projection. */
  public double count(String counter, String projection) {
    return Search.in(registry).name(counter).tag("projection", projection).counters().stream()
        .mapToDouble(one -> one.count())
        .sum();
  }

  /** Names of the metrics of a projection. */
  public List<String> metrics(String projection) {
    return Search.in(registry).tag("projection", projection).meters().stream()
        .map(meter -> meter.getId().getName())
        .toList();
  }

  /** Stops them; does nothing if they are stopped. */
  public void stop() {
    http.close();
    manager.close();
    operations.get().close();
  }

  @Override
  public void close() {
    stop();
  }
}
