package dev.millrace.projection;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.millrace.local.LocalStackEndpoints;
import dev.millrace.projection.sink.SinkBarrier;
import io.micrometer.core.instrument.search.Search;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** Projections as the service runs them, in this JVM and on the local stack. */
final class RunningProjections implements AutoCloseable {

  private static final Duration SESSION_TIMEOUT = Duration.ofSeconds(3);
  private static final int MAX_IN_FLIGHT = 16;

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final List<ProjectionApplication> applications = new ArrayList<>();
  private final LocalStackEndpoints endpoints;
  private final Path state;
  private final Duration transactionTimeout;

  private RunningProjections(
      LocalStackEndpoints endpoints, Path state, Duration transactionTimeout) {
    this.endpoints = endpoints;
    this.state = state;
    this.transactionTimeout = transactionTimeout;
  }

  /** Both projections with their real sinks. */
  static RunningProjections both(LocalStackEndpoints endpoints, CqlSession session, Path state) {
    // Short, so that the broker gives up the transaction of a stalled projection within a test.
    var running = new RunningProjections(endpoints, state, Duration.ofSeconds(3));
    var models = ReadModels.of(session, running.registry);
    for (var guarded :
        List.of(models.orderProjection(MAX_IN_FLIGHT), models.ordersByCustomer(MAX_IN_FLIGHT))) {
      running.start(guarded.projection(), guarded.barrier());
    }
    return running;
  }

  static RunningProjections one(
      LocalStackEndpoints endpoints, Projection projection, SinkBarrier barrier, Path state) {
    var running = new RunningProjections(endpoints, state, Duration.ofMinutes(1));
    running.start(projection, barrier);
    return running;
  }

  private void start(Projection projection, SinkBarrier barrier) {
    var settings =
        new StreamsSettings(
            Duration.ofMillis(50), state, 1, transactionTimeout, SESSION_TIMEOUT, MAX_IN_FLIGHT);
    Properties properties =
        StreamsProperties.of(projection.name(), endpoints.kafkaBootstrap(), settings);
    applications.add(ProjectionApplication.start(projection, barrier, properties, registry));
  }

  boolean areRunning() {
    return applications.stream().allMatch(ProjectionApplication::isRunning);
  }

  double inFlight(String projection) {
    return registry.get("millrace.sink.in.flight").tag("projection", projection).gauge().value();
  }

  /** Names of the metrics of a projection. */
  List<String> metrics(String projection) {
    return Search.in(registry).tag("projection", projection).meters().stream()
        .map(meter -> meter.getId().getName())
        .toList();
  }

  /** Stops them; does nothing if they are stopped. */
  void stop() {
    applications.forEach(ProjectionApplication::close);
  }

  @Override
  public void close() {
    stop();
  }
}
