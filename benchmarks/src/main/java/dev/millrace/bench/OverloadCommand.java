package dev.millrace.bench;

import dev.millrace.bench.OverloadBenchmark.Load;
import dev.millrace.bench.OverloadBenchmark.Report;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./millrace bench overload}. */
@Command(
    name = "overload",
    description =
        "What the command service holds in memory, as the heap after a full collection, with as"
            + " many clients as it works for at once, and with as many as it lets connect.",
    mixinStandardHelpOptions = true)
final class OverloadCommand implements Callable<Integer> {

  @Mixin private BenchOptions options = new BenchOptions();

  @Option(
      names = "--seconds",
      description = "of each load (default: ${DEFAULT-VALUE})",
      defaultValue = "10")
  private int seconds;

  @Override
  public Integer call() throws Exception {
    return options.run(this::run);
  }

  private BenchOptions.Result run(BenchStack stack) throws IOException, InterruptedException {
    int worked = stack.settings().maxInFlight();
    int connected = stack.settings().http().maxConnections();
    List<Load> loads =
        List.of(
            new Load(worked, false),
            new Load(connected, false),
            new Load(connected, true),
            new Load(connected, false));
    Report report =
        new OverloadBenchmark(stack, Duration.ofSeconds(seconds), options::say)
            .run(stack.startCommandService("--express.enabled=false"), loads);
    return new BenchOptions.Result(report.toTable(), report.toJson());
  }
}
