package dev.millrace.bench;

import dev.millrace.cli.connect.ConnectWorker;
import dev.millrace.cli.connect.Connector;
import dev.millrace.cli.connect.Deployment;
import dev.millrace.local.LocalConnectWorker;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The Debezium Scylla connector in the bridge's place, with slow windows and with fast ones. */
final class ConnectorWay {

  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final BenchStack stack;
  private final Path plugin;
  private final Consumer<String> progress;

  ConnectorWay(BenchStack stack, Path plugin, Consumer<String> progress) {
    this.stack = stack;
    this.plugin = plugin;
    this.progress = progress;
  }

  /** Measures on a stack whose bridge does not capture. */
  void measure(LatencyBenchmark benchmark, URI service) throws InterruptedException {
    Path file = Path.of(System.getProperty("millrace.home", "."), "connect-config");
    Connector connector =
        Connector.read(file.resolve("outbox-source.json"))
            .with(
                Map.of(
                    "scylla.cluster.ip.addresses",
                    stack.databaseAddress(),
                    // One node.
                    "scylla.consistency.level",
                    "ONE"));
    try (var worker = stack.startConnect(plugin)) {
      // What the others captured is not to be read again first.
      deploy(worker, connector.with(Map.of("scylla.initial.lookback.ms", "1000")));
      benchmark.warmUp(List.of(service));
      benchmark.measure(Map.of("connector", service));
      deploy(
          worker,
          connector.with(
              Map.of(
                  "scylla.initial.lookback.ms", "1000",
                  "scylla.query.time.window.size", "100",
                  "scylla.confidence.window.size", "100",
                  "poll.interval.ms", "20")));
      benchmark.warmUp(List.of(service));
      benchmark.measure(Map.of("connectorFast", service));
    }
  }

  private void deploy(LocalConnectWorker worker, Connector connector) {
    new Deployment(new ConnectWorker(worker.address()), PATIENCE, progress).deploy(connector);
  }
}
