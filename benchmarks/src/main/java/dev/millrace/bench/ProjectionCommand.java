package dev.millrace.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./millrace bench projection}. */
@Command(
    name = "projection",
    description =
        "Events a second from the topic to durable rows, beside a bare consumer that writes the"
            + " same rows with as many on their way.",
    mixinStandardHelpOptions = true)
final class ProjectionCommand implements Callable<Integer> {

  @Mixin private BenchOptions options = new BenchOptions();

  @Option(
      names = "--events",
      description = "in the topic (default: ${DEFAULT-VALUE})",
      defaultValue = "200000")
  private int events;

  @Override
  public Integer call() throws Exception {
    return options.run(this::run);
  }

  private BenchOptions.Result run(BenchStack stack) throws InterruptedException {
    var results = new ProjectionBenchmark(stack, options::say).run(events);
    var json = JsonNodeFactory.instance.objectNode().put("benchmark", "projection");
    results.forEach(result -> result.putInto(json));
    return new BenchOptions.Result(
        results.stream().map(ProjectionBenchmark.Result::line).collect(Collectors.joining()),
        json.toString());
  }
}
