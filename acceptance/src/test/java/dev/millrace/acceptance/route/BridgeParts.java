package dev.millrace.acceptance.route;

import dev.millrace.cli.pipeline.CaptureRoute;
import dev.millrace.cli.pipeline.Endpoints;
import dev.millrace.cli.pipeline.Pipeline;
import dev.millrace.cli.pipeline.Pipeline.PipelineSettings;
import dev.millrace.cli.pipeline.ServiceChild;
import dev.millrace.stock.StockAggregate;
import java.nio.file.Path;

/**
 * A bridge in place of a pipeline's own, whose auditor finds within the test what capture lost, and
 * a command service without express lane beside the pipeline's own.
 */
final class BridgeParts implements AutoCloseable {

  private final Pipeline pipeline;
  private final ServiceChild bridge;
  private final ServiceChild commands;

  private BridgeParts(Pipeline pipeline, ServiceChild bridge, ServiceChild commands) {
    this.pipeline = pipeline;
    this.bridge = bridge;
    this.commands = commands;
  }

  static BridgeParts start(Pipeline pipeline, CaptureRoute route) {
    pipeline.bridge().process().stop();
    Path directory = pipeline.bridge().process().log().getParent().resolveSibling("route");
    var settings = PipelineSettings.in(directory).withTopic(StockAggregate.TOPIC).capturedBy(route);
    var parts =
        new BridgeParts(
            pipeline,
            Pipeline.bridge(
                pipeline.stack(), settings, "--auditor.period=5s", "--auditor.rate=20000"),
            Pipeline.commandService(
                pipeline.stack(), directory.resolve("logs"), 0, "--express.enabled=false"));
    parts.bridge.launch();
    parts.commands.launch();
    parts.bridge.awaitReady();
    parts.commands.awaitReady();
    return parts;
  }

  ServiceChild bridge() {
    return bridge;
  }

  Endpoints endpoints() {
    Endpoints all = pipeline.endpoints();
    return new Endpoints(
        all.database(), all.datacenter(), all.kafka(), commands.address(), all.queries());
  }

  /** Gives the pipeline its own bridge back. */
  @Override
  public void close() {
    commands.process().stop();
    bridge.process().stop();
    pipeline.bridge().start();
  }
}
