package dev.millrace.acceptance.route;

import dev.millrace.cli.pipeline.CaptureRoute;
import dev.millrace.cli.pipeline.Endpoints;
import dev.millrace.cli.pipeline.Pipeline;
import dev.millrace.contract.CapturedEvent;
import dev.millrace.local.LocalStack;

/** The bridge's own capture. */
final class BridgeRoute implements Route {

  private final Pipeline pipeline;
  private final BridgeParts parts;

  BridgeRoute(Pipeline pipeline) {
    this.pipeline = pipeline;
    parts = BridgeParts.start(pipeline, new CaptureRoute.Bridge(false));
  }

  @Override
  public String name() {
    return CapturedEvent.CDC;
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
    parts.bridge().process().stop();
    parts.bridge().start();
  }

  @Override
  public void kill() {
    parts.bridge().process().kill();
    parts.bridge().start();
  }

  @Override
  public void close() {
    parts.close();
  }
}
