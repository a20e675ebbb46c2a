package dev.millrace.local;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** A running local database and broker. */
public final class LocalStack implements AutoCloseable {

  private static final String JVM_OPTIONS = "database-jvm.options";

  /**
   * JVM flag of every child. A local stack lives for minutes and shares few cores: the optimising
   * compilers of all its JVMs would take more of them than they ever give back.
   */
  public static final String QUICK_TO_WARM_UP = "-XX:TieredStopAtLevel=1";

  private static final String DATACENTER = "datacenter1";

  private final Optional<Nodes> nodes;
  private final LocalStackEndpoints endpoints;
  private final Runnable end;

  private LocalStack(Optional<Nodes> nodes, LocalStackEndpoints endpoints, Runnable end) {
    this.nodes = nodes;
    this.endpoints = endpoints;
    this.end = end;
  }

  /** The processes of a stack of this machine. */
  private record Nodes(LocalNode database, LocalNode broker) {

    void stop() {
      broker.process().stop();
      database.process().stop();
    }
  }

  /**
   * A stack that somebody else runs, such as containers, for those who only use it: it can be
   * reached, and not broken.
   *
   * @param end what closing it does
   */
  public static LocalStack elsewhere(LocalStackEndpoints endpoints, Runnable end) {
    return new LocalStack(Optional.empty(), endpoints, end);
  }

  /**
   * Starts database and broker side by side and waits until both serve.
   *
   * @throws LocalStackException naming the part that failed, with the end of its output
   */
  public static LocalStack start(LocalStackSettings settings) {
    List<Integer> free = FreePorts.find(4);
    int cqlPort = settings.databasePort() == 0 ? free.get(0) : settings.databasePort();
    int kafkaPort = settings.brokerPort() == 0 ? free.get(1) : settings.brokerPort();
    LocalNode database = node(settings, databaseCommand(settings, cqlPort, free.get(2)));
    LocalNode broker = node(settings, brokerCommand(settings, kafkaPort, free.get(3)));
    var endpoints =
        new LocalStackEndpoints(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), cqlPort),
            DATACENTER,
            "127.0.0.1:" + kafkaPort);
    var nodes = new Nodes(database, broker);
    LocalStack stack = new LocalStack(Optional.of(nodes), endpoints, nodes::stop);
    try {
      database.launch();
      broker.launch();
      database.awaitReady();
      broker.awaitReady();
      return stack;
    } catch (RuntimeException e) {
      stack.close();
      throw e;
    }
  }

  private static LocalNode node(LocalStackSettings settings, ChildCommand command) {
    Path logs = settings.directory().resolve("logs");
    return new LocalNode(new ChildProcess(command, logs), settings.startTimeout());
  }

  private static ChildCommand databaseCommand(
      LocalStackSettings settings, int cqlPort, int storagePort) {
    return new ChildCommand(
        "database",
        "local-stack/database",
        "dev.millrace.local.database.LocalDatabase",
        List.of(
            settings.directory().resolve("database").toString(),
            Integer.toString(cqlPort),
            Integer.toString(storagePort),
            Integer.toString(settings.vnodeStreams())),
        databaseFlags());
  }

  private static ChildCommand brokerCommand(
      LocalStackSettings settings, int port, int controllerPort) {
    return new ChildCommand(
        "broker",
        "local-stack/broker",
        "dev.millrace.local.broker.LocalBroker",
        List.of(
            settings.directory().resolve("broker").toString(),
            Integer.toString(port),
            Integer.toString(controllerPort)),
        List.of("-Xms256m", "-Xmx512m", QUICK_TO_WARM_UP));
  }

  private static List<String> databaseFlags() {
    InputStream resource =
        Objects.requireNonNull(LocalStack.class.getResourceAsStream(JVM_OPTIONS), JVM_OPTIONS);
    try (var lines = new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8))) {
      return lines.lines().filter(line -> line.startsWith("-")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public LocalStackEndpoints endpoints() {
    return endpoints;
  }

  /**
   * The database, to be broken.
   *
   * @throws LocalStackException if somebody else runs it
   */
  public LocalNode database() {
    return nodes().database();
  }

  private Nodes nodes() {
    return nodes.orElseThrow(
        () -> new LocalStackException("somebody else runs this stack: its processes are theirs"));
  }

  /**
   * The CQL statement that begins a new stream generation, about two seconds after it was executed
   * through any session; ScyllaDB does so of itself when its topology changes.
   */
  public static String newGeneration(int vnodeStreams) {
    return "CREATE CDC GENERATION WITH streams = " + vnodeStreams;
  }

  /**
   * The broker, to be broken.
   *
   * @throws LocalStackException if somebody else runs it
   */
  public LocalNode broker() {
    return nodes().broker();
  }

  @Override
  public void close() {
    end.run();
  }
}
