package dev.millrace.cli.pipeline;

import dev.millrace.cli.connect.ConnectWorker;
import dev.millrace.cli.connect.Connector;
import dev.millrace.cli.connect.Deployment;
import dev.millrace.cli.pipeline.Pipeline.PipelineSettings;
import dev.millrace.local.LocalConnectWorker;
import dev.millrace.local.LocalStack;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** A Connect worker beside a local stack, and the outbox connector on it. */
public final class ConnectorOnStack implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(3);

  /** One node, a stream for each of few vnodes: short windows cost little here. */
  private static final Map<String, String> LOCAL =
      Map.of(
          "scylla.consistency.level", "ONE",
          "scylla.query.time.window.size", "100",
          "scylla.confidence.window.size", "100",
          "poll.interval.ms", "20",
          "heartbeat.interval.ms", "1000");

  private final LocalConnectWorker worker;
  private final Connector connector;

  private ConnectorOnStack(LocalConnectWorker worker, Connector connector) {
    this.worker = worker;
    this.connector = connector;
  }

  /**
   * Starts a worker, and waits until it listens; there is no connector on it yet. Empty where the
   * bridge captures.
   */
  static Optional<ConnectorOnStack> start(
      LocalStack stack, PipelineSettings settings, Consumer<String> progress) {
    if (!(settings.capture() instanceof CaptureRoute.Connector route)) {
      return Optional.empty();
    }
    progress.accept("starting a Connect worker");
    var worker =
        LocalConnectWorker.start(settings.stack(), stack.endpoints(), route.port(), route.plugin());
    return Optional.of(new ConnectorOnStack(worker, connector(stack, route)));
  }

  private static Connector connector(LocalStack stack, CaptureRoute.Connector route) {
    Path file =
        Path.of(System.getProperty("millrace.home", "."), "connect-config", "outbox-source.json");
    Map<String, String> all = new TreeMap<>(LOCAL);
    all.put("scylla.cluster.ip.addresses", stack.endpoints().databaseAddress());
    all.putAll(route.settings());
    return Connector.read(file).with(all);
  }

  /**
   * Deploys the connector and waits until it has read a window. The event store must be there.
   *
   * @param progress told of settings that nobody knows; of the others there are many
   */
  void deploy(Consumer<String> progress) {
    progress.accept("deploying the connector " + connector.name());
    Consumer<String> warnings =
        line -> {
          if (line.startsWith(Deployment.UNKNOWN)) {
            progress.accept(line);
          }
        };
    new Deployment(new ConnectWorker(worker.address()), PATIENCE, warnings).deploy(connector);
  }

  /** The connector's name on the worker. */
  public String name() {
    return connector.name();
  }

  /** The worker, to be asked, stopped or killed; its connectors come back with it. */
  public LocalConnectWorker worker() {
    return worker;
  }

  @Override
  public void close() {
    worker.close();
  }
}
