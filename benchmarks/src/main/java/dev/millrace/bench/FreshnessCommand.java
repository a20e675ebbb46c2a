package dev.millrace.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.bench.FreshnessBenchmark.Freshness;
import dev.millrace.cli.demo.TopicWatcher;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./millrace bench freshness}. */
@Command(
    name = "freshness",
    description =
        "From the answer to a command to the answer to a query for its version, beside the time to"
            + " the public topic, of the same commands.",
    mixinStandardHelpOptions = true)
final class FreshnessCommand implements Callable<Integer> {

  private static final int SLOTS = 64;

  @Mixin private BenchOptions options = new BenchOptions();

  @Option(
      names = "--per-second",
      description = "commands a second of the slow pace (default: ${DEFAULT-VALUE})",
      defaultValue = "50")
  private double perSecond;

  @Option(
      names = "--seconds",
      description = "of each pace (default: ${DEFAULT-VALUE})",
      defaultValue = "20")
  private int seconds;

  @Option(
      names = "--warm-up",
      description = "seconds before (default: ${DEFAULT-VALUE})",
      defaultValue = "30")
  private int warmUp;

  @Override
  public Integer call() throws Exception {
    return options.run(this::run);
  }

  private BenchOptions.Result run(BenchStack stack) throws InterruptedException {
    stack.startBridge();
    URI queries = stack.startProjections().address();
    URI commands = stack.startCommandService().address();
    try (var watcher = new TopicWatcher(stack.kafka())) {
      var benchmark = new FreshnessBenchmark(commands, queries, watcher, SLOTS);
      options.say("warming up");
      double most = most(commands);
      benchmark.run(perSecond, Duration.ofSeconds(warmUp / 2));
      double half = most / 2;
      Freshness slow = benchmark.run(perSecond, Duration.ofSeconds(seconds));
      Freshness loaded = benchmark.run(half, Duration.ofSeconds(seconds));
      return new BenchOptions.Result(
          table(perSecond, slow) + table(half, loaded), json(slow, half, loaded));
    }
  }

  private double most(URI commands) {
    Duration time = Duration.ofSeconds(warmUp / 2);
    return ClosedLoop.run(SLOTS, time, new HttpAppends(commands, SLOTS)).perSecond();
  }

  private static String table(double pace, Freshness sample) {
    return LatencyReport.line(pace, "topic", sample.topic())
        + '\n'
        + LatencyReport.line(pace, "view", sample.view())
        + String.format(
            Locale.ROOT, "   %.2f and %.2f times%n", ratio(sample, 50), ratio(sample, 99));
  }

  private String json(Freshness slow, double half, Freshness loaded) {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("benchmark", "freshness");
    put(json.put("perSecond", Math.round(perSecond)), slow);
    put(json.putObject("halfLoad").put("perSecond", Math.round(half)), loaded);
    return json.toString();
  }

  private static void put(ObjectNode json, Freshness sample) {
    put(json.putObject("topic"), sample.topic());
    put(json.putObject("view"), sample.view());
    json.putObject("ratio")
        .put("p50", Sample.rounded(ratio(sample, 50)))
        .put("p99", Sample.rounded(ratio(sample, 99)));
  }

  private static void put(ObjectNode json, Histogram latencies) {
    json.put("p50", LatencyReport.millis(latencies.getValueAtPercentile(50)))
        .put("p99", LatencyReport.millis(latencies.getValueAtPercentile(99)))
        .put("max", LatencyReport.millis(latencies.getMaxValue()));
  }

  private static double ratio(Freshness sample, double percentile) {
    return (double) sample.view().getValueAtPercentile(percentile)
        / sample.topic().getValueAtPercentile(percentile);
  }
}
