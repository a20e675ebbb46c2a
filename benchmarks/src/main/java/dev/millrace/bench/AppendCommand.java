package dev.millrace.bench;

import dev.millrace.bench.AppendBenchmark.Plan;
import dev.millrace.bench.AppendBenchmark.Report;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./millrace bench append}. */
@Command(
    name = "append",
    description =
        "Appends per second: raw driver, command handler in process, HTTP. Each slot leads one"
            + " order after the other through five events.",
    mixinStandardHelpOptions = true)
final class AppendCommand implements Callable<Integer> {

  @Mixin private BenchOptions options = new BenchOptions();

  @Option(
      names = "--in-flight",
      description = "operations at the same time (default: ${DEFAULT-VALUE})",
      defaultValue = "64")
  private int inFlight;

  @Option(
      names = "--rounds",
      description = "of each way, in turn; the median counts (default: ${DEFAULT-VALUE})",
      defaultValue = "5")
  private int rounds;

  @Option(
      names = "--seconds",
      description = "of each round (default: ${DEFAULT-VALUE})",
      defaultValue = "8")
  private int seconds;

  @Option(
      names = "--warm-up",
      description = "seconds of each way before the rounds (default: ${DEFAULT-VALUE})",
      defaultValue = "25")
  private int warmUp;

  @Option(
      names = "--apart",
      description =
          "a core for the database alone, the others for client and service (needs taskset)")
  private boolean apart;

  @Override
  public Integer call() throws Exception {
    return options.run(this::run);
  }

  private BenchOptions.Result run(BenchStack stack) throws IOException, InterruptedException {
    var service = stack.startCommandService("--express.enabled=false");
    Map<String, Long> processes = new LinkedHashMap<>();
    processes.put("database", stack.database().process().pid());
    processes.put("service", service.process().pid());
    processes.put("client", ProcessHandle.current().pid());
    if (apart) {
      Cores.apart(
          processes.get("database"), List.of(processes.get("service"), processes.get("client")));
    }
    var plan = new Plan(inFlight, Duration.ofSeconds(warmUp), rounds, Duration.ofSeconds(seconds));
    Map<String, ClosedLoop.Operation> ways = new LinkedHashMap<>();
    ways.put("raw", new RawAppends(stack.session(), stack.settings().store(), inFlight));
    ways.put("handler", new HandlerAppends(stack.newHandler(), inFlight));
    ways.put("http", new HttpAppends(service.address(), inFlight));
    Report report = new AppendBenchmark(plan, () -> CpuTime.of(processes), options::say).run(ways);
    return new BenchOptions.Result(report.toTable(), report.toJson());
  }
}
