package dev.millrace.cli.pipeline;

import dev.millrace.cli.pipeline.ServiceChild.ServiceCommand;
import dev.millrace.contract.Topics;
import dev.millrace.local.LocalStack;
import dev.millrace.local.LocalStackSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The whole pipeline: local stack, command service, bridge, projections; each a process. */
public final class Pipeline implements AutoCloseable {

  private final LocalStack stack;
  private final ServiceChild commandService;
  private final ServiceChild bridge;
  private final ServiceChild projections;
  private Optional<ConnectorOnStack> connector = Optional.empty();

  private Pipeline(LocalStack stack, PipelineSettings settings) {
    this.stack = stack;
    Path logs = settings.stack().directory().resolve("logs");
    String express = "--express.enabled=" + settings.capture().express();
    commandService = commandService(stack, logs, settings.commandPort(), express);
    bridge = bridge(stack, settings);
    projections = projections(stack, settings);
  }

  /**
   * What to start.
   *
   * @param commandPort 0 for a free one, like the other two
   * @param topics that the bridge may publish to
   * @param capture what captures
   */
  public record PipelineSettings(
      LocalStackSettings stack,
      int commandPort,
      int bridgePort,
      int queryPort,
      List<String> topics,
      CaptureRoute capture) {

    public PipelineSettings {
      topics = List.copyOf(topics);
    }

    /** Free ports everywhere. */
    public static PipelineSettings in(Path directory) {
      return on(LocalStackSettings.in(directory), 0, 0, 0);
    }

    /** Given ports. */
    public static PipelineSettings on(
        LocalStackSettings stack, int commandPort, int bridgePort, int queryPort) {
      return new PipelineSettings(
          stack,
          commandPort,
          bridgePort,
          queryPort,
          List.of(Topics.ORDER_EVENTS.name()),
          new CaptureRoute.Bridge(true));
    }

    /** The same, for one more kind of aggregate. */
    public PipelineSettings withTopic(String topic) {
      var more = Stream.concat(topics.stream(), Stream.of(topic)).toList();
      return new PipelineSettings(stack, commandPort, bridgePort, queryPort, more, capture);
    }

    /** The same, with something else that captures. */
    public PipelineSettings capturedBy(CaptureRoute route) {
      return new PipelineSettings(stack, commandPort, bridgePort, queryPort, topics, route);
    }
  }

  /**
   * Starts everything and waits until every part is ready.
   *
   * @param progress told what is being waited for
   */
  public static Pipeline start(PipelineSettings settings, Consumer<String> progress) {
    progress.accept("starting database and broker");
    return start(LocalStack.start(settings.stack()), settings, progress);
  }

  /** Starts the services on a stack that runs, and which ends with the pipeline. */
  public static Pipeline start(
      LocalStack stack, PipelineSettings settings, Consumer<String> progress) {
    Pipeline pipeline = new Pipeline(stack, settings);
    try {
      progress.accept("starting command-service, cdc-bridge and projection-streams");
      List<ServiceChild> services =
          List.of(pipeline.commandService, pipeline.bridge, pipeline.projections);
      services.forEach(ServiceChild::launch);
      pipeline.connector = ConnectorOnStack.start(pipeline.stack, settings, progress);
      services.forEach(ServiceChild::awaitReady);
      pipeline.connector.ifPresent(it -> it.deploy(progress));
      return pipeline;
    } catch (RuntimeException e) {
      pipeline.close();
      throw e;
    }
  }

  /**
   * The command service on a local stack, not yet started.
   *
   * @param flags more settings
   */
  public static ServiceChild commandService(
      LocalStack stack, Path logs, int port, String... flags) {
    return new ServiceChild(command(stack, "command-service", "command", port).with(flags), logs);
  }

  /**
   * The bridge on a local stack, not yet started.
   *
   * @param flags more settings
   */
  public static ServiceChild bridge(LocalStack stack, PipelineSettings settings, String... flags) {
    return new ServiceChild(
        command(stack, "cdc-bridge", "bridge", settings.bridgePort())
            .with(
                state(settings, "bridge-state", "sequencer.state-dir"),
                "--sequencer.topics=" + String.join(",", settings.topics()),
                "--capture.enabled=" + (settings.capture() instanceof CaptureRoute.Bridge))
            .with(flags),
        settings.stack().directory().resolve("logs"));
  }

  /**
   * Projections and query API on a local stack, not yet started.
   *
   * @param flags more settings
   */
  public static ServiceChild projections(
      LocalStack stack, PipelineSettings settings, String... flags) {
    return new ServiceChild(
        command(stack, "projection-streams", "projection", settings.queryPort())
            .with(state(settings, "projection-state", "streams.state-dir"))
            .with(flags),
        settings.stack().directory().resolve("logs"));
  }

  // Not worth a holder: three words that go straight into a command line.
  private static ServiceCommand command(
      LocalStack stack, String module, String packageName, int port) {
    return new ServiceCommand(
        module,
        "dev.millrace." + packageName + ".Main",
        List.of(
            "--http.port=" + port,
            "--scylla.contact-points=" + stack.endpoints().databaseAddress(),
            "--scylla.datacenter=" + stack.endpoints().datacenter(),
            "--kafka.bootstrap-servers=" + stack.endpoints().kafkaBootstrap()));
  }

  private static String state(PipelineSettings settings, String directory, String key) {
    return "--" + key + "=" + settings.stack().directory().resolve(directory);
  }

  public Endpoints endpoints() {
    return new Endpoints(
        stack.endpoints().database(),
        stack.endpoints().datacenter(),
        stack.endpoints().kafkaBootstrap(),
        commandService.address(),
        projections.address());
  }

  public LocalStack stack() {
    return stack;
  }

  public ServiceChild commandService() {
    return commandService;
  }

  public ServiceChild bridge() {
    return bridge;
  }

  public ServiceChild projections() {
    return projections;
  }

  /** The connector that captures, if one does. */
  public Optional<ConnectorOnStack> connector() {
    return connector;
  }

  /** Stops the services in the order of the flow, then the stack. */
  @Override
  public void close() {
    commandService.process().stop();
    connector.ifPresent(ConnectorOnStack::close);
    bridge.process().stop();
    projections.process().stop();
    stack.close();
  }
}
