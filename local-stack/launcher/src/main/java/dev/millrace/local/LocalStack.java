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

/** A running local database and broker. */
public final class LocalStack implements AutoCloseable {

  private static final String JVM_OPTIONS = "database-jvm.options";

  /**
   * JVM flag of every child. A local stack lives for minutes and shares few cores: the optimising
   * compilers of all its JVMs would take more of them than they ever give back.
   */
  public static final String QUICK_TO_WARM_UP = "-XX:TieredStopAtLevel=1";

  private static final String DATACENTER = "datacenter1";

  private final LocalNode database;
  private final LocalNode broker;
  private final LocalStackEndpoints endpoints;

  private LocalStack(LocalNode database, LocalNode broker, LocalStackEndpoints endpoints) {
    this.database = database;
    this.broker = broker;
    this.endpoints = endpoints;
  }

  /**
   * Starts database and broker side by side and waits until both serve.
   *
   * @throws LocalStackException naming the part that failed, with the end of its output
   */
  public static LocalStack start(LocalStackSettings settings) {
    List<Integer> free = LocalStackProcesses.freePorts(4);
    int cqlPort = settings.databasePort() == 0 ? free.get(0) : settings.databasePort();
    int kafkaPort = settings.brokerPort() == 0 ? free.get(1) : settings.brokerPort();
    LocalNode database = node(settings, databaseCommand(settings, cqlPort, free.get(2)));
    LocalNode broker = node(settings, brokerCommand(settings, kafkaPort, free.get(3)));
    var endpoints =
        new LocalStackEndpoints(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), cqlPort),
            DATACENTER,
            "127.0.0.1:" + kafkaPort);
    LocalStack stack = new LocalStack(database, broker, endpoints);
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

  public LocalNode database() {
    return database;
  }

  /**
   * The CQL statement that begins a new stream generation, about two seconds after it was executed
   * through any session; ScyllaDB does so of itself when its topology changes.
   */
  public static String newGeneration(int vnodeStreams) {
    return "CREATE CDC GENERATION WITH streams = " + vnodeStreams;
  }

  public LocalNode broker() {
    return broker;
  }

  @Override
  public void close() {
    broker.process().stop();
    database.process().stop();
  }
}
