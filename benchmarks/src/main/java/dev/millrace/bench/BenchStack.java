package dev.millrace.bench;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.millrace.cli.pipeline.Pipeline;
import dev.millrace.cli.pipeline.Pipeline.PipelineSettings;
import dev.millrace.cli.pipeline.ServiceChild;
import dev.millrace.command.CommandServiceSettings;
import dev.millrace.command.OrderAggregate;
import dev.millrace.command.handler.CommandHandler;
import dev.millrace.command.handler.EventStamp;
import dev.millrace.command.handler.Stores;
import dev.millrace.command.store.ScyllaEventStore;
import dev.millrace.command.store.ScyllaSnapshotStore;
import dev.millrace.contract.Topics;
import dev.millrace.local.LocalConnectWorker;
import dev.millrace.local.LocalNode;
import dev.millrace.local.LocalStack;
import dev.millrace.local.LocalStackSettings;
import dev.millrace.order.domain.Order;
import dev.millrace.order.domain.OrderCommand;
import dev.millrace.order.domain.OrderEvent;
import dev.millrace.runtime.config.Settings;
import dev.millrace.runtime.kafka.KafkaSettings;
import dev.millrace.runtime.kafka.KafkaTopics;
import dev.millrace.runtime.kafka.KafkaTopics.Wanted;
import dev.millrace.runtime.scylla.SchemaMigrator;
import dev.millrace.runtime.scylla.ScyllaSessions;
import dev.millrace.runtime.scylla.ScyllaSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;

/** A throw-away local database, and what the benchmarks run on it. */
final class BenchStack implements AutoCloseable {

  private final LocalStack stack;
  private final CqlSession session;
  private final Path directory;
  private final LocalStackSettings local;
  private final Deque<ServiceChild> services = new ArrayDeque<>();
  private final CommandServiceSettings settings =
      CommandServiceSettings.from(Settings.of(Map.of()));

  private BenchStack(LocalStack stack, CqlSession session, LocalStackSettings local) {
    this.stack = stack;
    this.session = session;
    this.directory = local.directory();
    this.local = local;
  }

  static BenchStack start(LocalStackSettings settings) {
    LocalStack stack = LocalStack.start(settings);
    CqlSession session =
        ScyllaSessions.open(
            new ScyllaSettings(
                List.of(stack.endpoints().database()),
                stack.endpoints().datacenter(),
                Duration.ofSeconds(20),
                true));
    SchemaMigrator.migrate(session);
    return new BenchStack(stack, session, settings);
  }

  LocalNode database() {
    return stack.database();
  }

  CqlSession session() {
    return session;
  }

  CommandServiceSettings settings() {
    return settings;
  }

  /** A handler with the service's own default settings and a memory of its own. */
  CommandHandler<OrderCommand, Order, OrderEvent> newHandler() {
    var stores =
        new Stores(
            new ScyllaEventStore(session, settings.store()),
            new ScyllaSnapshotStore(session),
            new SimpleMeterRegistry());
    return new CommandHandler<>(
        OrderAggregate.DEFINITION, stores, EventStamp.system(), settings.handler());
  }

  String kafka() {
    return stack.endpoints().kafkaBootstrap();
  }

  /**
   * Starts a command service as a process; it ends with the stack.
   *
   * @param flags settings other than the defaults
   */
  ServiceChild startCommandService(String... flags) {
    return start(Pipeline.commandService(stack, directory.resolve("logs"), 0, flags));
  }

  /**
   * Starts the bridge as a process; it ends with the stack.
   *
   * @param flags settings other than the defaults
   */
  ServiceChild startBridge(String... flags) {
    return start(Pipeline.bridge(stack, PipelineSettings.in(directory), flags));
  }

  /** Starts the projections and the query API as a process; it ends with the stack. */
  ServiceChild startProjections(String... flags) {
    return start(Pipeline.projections(stack, PipelineSettings.in(directory), flags));
  }

  /**
   * Starts a Connect worker; the caller ends it.
   *
   * @param plugin jar or directory of the connector
   */
  LocalConnectWorker startConnect(Path plugin) {
    return LocalConnectWorker.start(local, stack.endpoints(), 0, plugin);
  }

  /** The database as connectors want it, {@code host:port}. */
  String databaseAddress() {
    return stack.endpoints().databaseAddress();
  }

  /** Creates a topic like those of the pipeline, unless it is there. */
  void createTopic(String name) {
    var kafka = KafkaSettings.from(Settings.of(Map.of("kafka.bootstrap-servers", this.kafka())));
    KafkaTopics.ensure(kafka, List.of(new Wanted(name, kafka.partitions(), false)));
  }

  /** For whatever is to be gone afterwards. */
  Path directory() {
    return directory;
  }

  /** Where the bridge keeps a copy of the sequencer's state. */
  Path bridgeState() {
    return directory.resolve("bridge-state");
  }

  /** Lets the next bridge capture everything again. */
  void forgetProgress() throws InterruptedException {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka()))) {
      admin.deleteTopics(List.of(Topics.BRIDGE_PROGRESS.name())).all().get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("progress could not be deleted", e.getCause());
    }
  }

  private ServiceChild start(ServiceChild service) {
    services.push(service);
    service.start();
    return service;
  }

  @Override
  public void close() {
    services.forEach(service -> service.process().stop());
    session.close();
    stack.close();
  }
}
