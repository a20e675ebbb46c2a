package dev.millrace.acceptance.route;

import dev.millrace.acceptance.PipelineExtension;
import dev.millrace.cli.pipeline.Pipeline;
import org.junit.jupiter.api.extension.ExtendWith;

/** The bridge's own capture, on the pipeline of the test run. */
@ExtendWith(PipelineExtension.class)
class BridgeRouteIT extends CaptureConformance {

  private final Pipeline pipeline;

  BridgeRouteIT(Pipeline pipeline) {
    this.pipeline = pipeline;
  }

  @Override
  Route start() {
    return new BridgeRoute(pipeline);
  }
}
