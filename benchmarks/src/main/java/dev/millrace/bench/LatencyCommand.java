package dev.millrace.bench;

import dev.millrace.bench.LatencyBenchmark.Plan;
import dev.millrace.cli.demo.TopicWatcher;
import dev.millrace.cli.pipeline.ServiceChild;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./millrace bench latency}. */
@Command(
    name = "latency",
    description =
        "From the answer to a command to its event in order-events, for a consumer of committed"
            + " records: with the express lane, by change data capture alone, and with the Debezium"
            + " connector as capture where its jar is given.",
    mixinStandardHelpOptions = true)
final class LatencyCommand implements Callable<Integer> {

  private static final int SLOTS = 64;

  @Mixin private BenchOptions options = new BenchOptions();

  @Option(
      names = "--per-second",
      description = "commands a second of the slow pace (default: ${DEFAULT-VALUE})",
      defaultValue = "50")
  private double perSecond;

  @Option(
      names = "--rounds",
      description = "of each way and pace, in turn, counted together (default: ${DEFAULT-VALUE})",
      defaultValue = "3")
  private int rounds;

  @Option(
      names = "--seconds",
      description = "of each round (default: ${DEFAULT-VALUE})",
      defaultValue = "10")
  private int seconds;

  @Option(
      names = "--warm-up",
      description = "seconds of each way before the rounds (default: ${DEFAULT-VALUE})",
      defaultValue = "20")
  private int warmUp;

  @Option(
      names = "--connector-jar",
      paramLabel = "PATH",
      description =
          "the Debezium Scylla connector, a jar or a directory of jars: measure it as well")
  private @Nullable Path connector;

  @Override
  public Integer call() throws Exception {
    return options.run(this::run);
  }

  private BenchOptions.Result run(BenchStack stack) throws InterruptedException {
    ServiceChild bridge = stack.startBridge();
    Map<String, URI> ways = new LinkedHashMap<>();
    ways.put("express", stack.startCommandService("--express.enabled=true").address());
    URI withoutLane = stack.startCommandService("--express.enabled=false").address();
    ways.put("cdc", withoutLane);
    var plan =
        new Plan(SLOTS, perSecond, Duration.ofSeconds(warmUp), rounds, Duration.ofSeconds(seconds));
    try (var watcher = new TopicWatcher(stack.kafka())) {
      var benchmark = new LatencyBenchmark(plan, watcher, options::say);
      benchmark.warmUp(ways.values());
      benchmark.load(ways.get("express"));
      benchmark.measure(ways);
      if (connector != null) {
        bridge.process().stop();
        stack.startBridge("--capture.enabled=false");
        new ConnectorWay(stack, connector, options::say).measure(benchmark, withoutLane);
      }
      LatencyReport report = benchmark.report();
      return new BenchOptions.Result(report.toTable(), report.toJson());
    }
  }
}
