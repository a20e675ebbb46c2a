package dev.millrace.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./millrace bench failover}. */
@Command(
    name = "failover",
    description =
        "How long projections stand still when one of two instances is killed, without and with"
            + " standby replicas: the slowest of the orders that come meanwhile.",
    mixinStandardHelpOptions = true)
final class FailoverCommand implements Callable<Integer> {

  @Mixin private BenchOptions options = new BenchOptions();

  @Option(
      names = "--events",
      description = "that the instances' state is made of (default: ${DEFAULT-VALUE})",
      defaultValue = "100000")
  private int events;

  @Option(
      names = "--per-second",
      description = "new orders (default: ${DEFAULT-VALUE})",
      defaultValue = "20")
  private double perSecond;

  @Option(
      names = "--seconds",
      description = "of each run; the kill is after five (default: ${DEFAULT-VALUE})",
      defaultValue = "30")
  private int seconds;

  @Override
  public Integer call() throws Exception {
    var table = new StringBuilder();
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("benchmark", "failover");
    for (int standbys = 0; standbys <= 1; standbys++) {
      Histogram latencies = run(standbys);
      table.append(LatencyReport.line(perSecond, standbys + " standby", latencies)).append('\n');
      json.putObject(standbys + "standby")
          .put("p50", LatencyReport.millis(latencies.getValueAtPercentile(50)))
          .put("max", LatencyReport.millis(latencies.getMaxValue()));
    }
    return options.print(new BenchOptions.Result(table.toString(), json.toString()));
  }

  private Histogram run(int standbys) throws IOException, InterruptedException {
    return options.onStack(
        UnaryOperator.identity(),
        stack ->
            new FailoverBenchmark(stack, options::say)
                .run(events, standbys, perSecond, Duration.ofSeconds(seconds)));
  }
}
