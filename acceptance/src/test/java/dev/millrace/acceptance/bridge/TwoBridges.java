package dev.millrace.acceptance.bridge;

import dev.millrace.cli.pipeline.Pipeline;
import dev.millrace.cli.pipeline.Pipeline.PipelineSettings;
import dev.millrace.cli.pipeline.ServiceChild;
import java.nio.file.Path;
import java.util.List;

/** Two instances of the bridge that share the work, in place of the pipeline's one. */
final class TwoBridges implements AutoCloseable {

  // So that the loss of a last event is found within the test.
  private static final String[] FLAGS = {"--auditor.period=5s", "--auditor.rate=20000"};

  private final List<ServiceChild> instances;

  private TwoBridges(List<ServiceChild> instances) {
    this.instances = instances;
  }

  static TwoBridges start(Pipeline pipeline) {
    pipeline.bridge().process().stop();
    Path directory = pipeline.bridge().process().log().getParent().resolveSibling("bridges");
    List<ServiceChild> instances =
        List.of(
            instance(pipeline, directory.resolve("one")),
            instance(pipeline, directory.resolve("two")));
    var bridges = new TwoBridges(instances);
    bridges.startAll();
    return bridges;
  }

  private static ServiceChild instance(Pipeline pipeline, Path directory) {
    return Pipeline.bridge(pipeline.stack(), PipelineSettings.in(directory), FLAGS);
  }

  List<ServiceChild> instances() {
    return instances;
  }

  void startAll() {
    instances.forEach(ServiceChild::launch);
    instances.forEach(ServiceChild::awaitReady);
  }

  void stopAll() {
    instances.forEach(instance -> instance.process().stop());
  }

  @Override
  public void close() {
    stopAll();
  }
}
