package dev.millrace.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./millrace bench rebuild}. */
@Command(
    name = "rebuild",
    description =
        "Events a second of a rebuild beside the build that serves, beside a build alone; what new"
            + " events take to the serving view meanwhile, and before; memory by events read.",
    mixinStandardHelpOptions = true)
final class RebuildCommand implements Callable<Integer> {

  @Mixin private BenchOptions options = new BenchOptions();

  @Option(
      names = "--events",
      description = "in the topic (default: ${DEFAULT-VALUE})",
      defaultValue = "100000")
  private int events;

  @Option(
      names = "--per-second",
      description = "new orders while a build serves (default: ${DEFAULT-VALUE})",
      defaultValue = "50")
  private double perSecond;

  @Option(
      names = "--seconds",
      description = "to measure before the rebuild, and to warm up (default: ${DEFAULT-VALUE})",
      defaultValue = "15")
  private int seconds;

  @Override
  public Integer call() throws Exception {
    return options.run(this::run);
  }

  private BenchOptions.Result run(BenchStack stack) throws IOException, InterruptedException {
    var result =
        new RebuildBenchmark(stack, options::say)
            .run(events, perSecond, Duration.ofSeconds(seconds));
    return new BenchOptions.Result(table(result), json(result));
  }

  private static double ratio(RebuildBenchmark.Result result) {
    return result.beside().warm() / result.alone().warm();
  }

  private String table(RebuildBenchmark.Result result) {
    var table = new StringBuilder();
    table.append(
        String.format(
            Locale.ROOT,
            "alone %,.0f/s, beside the serving build %,.0f/s (its first half %,.0f/s), %.2f of it%n",
            result.alone().warm(),
            result.beside().warm(),
            result.beside().cold(),
            ratio(result)));
    table.append(LatencyReport.line(perSecond, "before", result.calm())).append('\n');
    table.append(LatencyReport.line(perSecond, "meanwhile", result.during())).append('\n');
    result.memory().forEach((when, memory) -> table.append("%-18s %s%n".formatted(when, memory)));
    return table.toString();
  }

  private String json(RebuildBenchmark.Result result) {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("benchmark", "rebuild");
    json.put("alonePerSecond", Math.round(result.alone().warm()))
        .put("besidePerSecond", Math.round(result.beside().warm()))
        .put("ratio", Sample.rounded(ratio(result)));
    put(json.putObject("before"), result.calm());
    put(json.putObject("meanwhile"), result.during());
    ObjectNode memory = json.putObject("memory");
    result
        .memory()
        .forEach(
            (when, live) -> {
              ObjectNode at =
                  memory.putObject(when).put("heapMebibytes", Sample.rounded(live.heapMebibytes()));
              if (!Double.isNaN(live.residentMebibytes())) {
                at.put("residentMebibytes", Sample.rounded(live.residentMebibytes()))
                    .put("besideHeapMebibytes", Sample.rounded(live.otherMebibytes()));
              }
            });
    return json.toString();
  }

  private static void put(ObjectNode json, Histogram latencies) {
    json.put("p50", LatencyReport.millis(latencies.getValueAtPercentile(50)))
        .put("p99", LatencyReport.millis(latencies.getValueAtPercentile(99)))
        .put("max", LatencyReport.millis(latencies.getMaxValue()));
  }
}
