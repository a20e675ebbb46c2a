package dev.millrace.local;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A Kafka Connect worker on a local stack, in a JVM of its own. */
public final class LocalConnectWorker implements AutoCloseable {

  private static final String CONFIGURATION = "connect-config/worker.properties";

  private final LocalNode node;
  private final URI address;

  private LocalConnectWorker(LocalNode node, URI address) {
    this.node = node;
    this.address = address;
  }

  /**
   * Starts a worker with the configuration of {@code connect-config} and waits until it listens.
   * Its connectors may refer to files under the stack's directory.
   *
   * @param port of its REST interface; 0 for a free one
   * @param plugin jar with a connector and all it needs, or directory with such jars
   * @throws LocalStackException if there is no such plugin, or the worker does not start
   */
  public static LocalConnectWorker start(
      LocalStackSettings settings, LocalStackEndpoints stack, int port, Path plugin) {
    if (!Files.exists(plugin)) {
      throw new LocalStackException("no connector there: " + plugin.toAbsolutePath());
    }
    int rest = port == 0 ? FreePorts.find(1).get(0) : port;
    var command =
        new ChildCommand(
            "connect",
            "local-stack/connect",
            "dev.millrace.local.connect.LocalConnect",
            List.of(
                MillraceHome.directory().resolve(CONFIGURATION).toString(),
                stack.kafkaBootstrap(),
                Integer.toString(rest),
                plugin.toAbsolutePath().toString(),
                settings.directory().toString()),
            // The connector reads with the common pool: on two cores a thread per row otherwise.
            List.of(
                "-Xmx512m",
                LocalStack.QUICK_TO_WARM_UP,
                "-Djava.util.concurrent.ForkJoinPool.common.parallelism=2"));
    var process = new ChildProcess(command, settings.directory().resolve("logs"));
    var worker =
        new LocalConnectWorker(
            new LocalNode(process, settings.startTimeout()),
            URI.create("http://127.0.0.1:" + rest));
    try {
      worker.node.start();
      return worker;
    } catch (RuntimeException e) {
      worker.close();
      throw e;
    }
  }

  /** Its REST interface; the same after a restart. */
  public URI address() {
    return address;
  }

  public LocalNode node() {
    return node;
  }

  @Override
  public void close() {
    node.process().stop();
  }
}
