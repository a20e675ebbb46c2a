package dev.millrace.acceptance.route;

import dev.millrace.cli.pipeline.CaptureRoute;
import dev.millrace.cli.pipeline.ConnectorOnStack;
import dev.millrace.cli.pipeline.Endpoints;
import dev.millrace.cli.pipeline.Pipeline;
import dev.millrace.cli.pipeline.Pipeline.PipelineSettings;
import dev.millrace.local.LocalStack;
import dev.millrace.stock.StockAggregate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The connector, with the windows that are shipped, on a pipeline of its own. */
final class ConnectRoute implements Route {

  private final Path directory = Files.createTempDirectory(Path.of("target"), "connect-");
  private final Pipeline pipeline;
  private final BridgeParts parts;

  ConnectRoute(Path jar) throws IOException {
    var route =
        new CaptureRoute.Connector(
            jar,
            0,
            Map.of(
                "scylla.query.time.window.size", "500",
                "scylla.confidence.window.size", "500",
                "poll.interval.ms", "100"),
            false);
    pipeline =
        Pipeline.start(
            PipelineSettings.in(directory).withTopic(StockAggregate.TOPIC).capturedBy(route),
            System.out::println);
    parts = BridgeParts.start(pipeline, route);
  }

  ConnectorOnStack connector() {
    return pipeline.connector().orElseThrow();
  }

  /** Of its stack: data, logs, and files that connectors may refer to. */
  Path directory() {
    return directory.toAbsolutePath();
  }

  BridgeParts parts() {
    return parts;
  }

  @Override
  public String name() {
    return "connect";
  }

  @Override
  public LocalStack stack() {
    return pipeline.stack();
  }

  @Override
  public Endpoints endpoints() {
    return parts.endpoints();
  }

  @Override
  public void restart() {
    connector().worker().node().process().stop();
    connector().worker().node().start();
  }

  @Override
  public void kill() {
    connector().worker().node().process().kill();
    connector().worker().node().start();
  }

  @Override
  public void close() {
    parts.close();
    pipeline.close();
  }
}
