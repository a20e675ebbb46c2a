package dev.millrace.bench;

import dev.millrace.bench.IdleBenchmark.Cost;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./millrace bench idle}. */
@Command(
    name = "idle",
    description = "Queries a second that capture asks while nobody writes, by number of streams.",
    mixinStandardHelpOptions = true)
final class IdleCommand implements Callable<Integer> {

  @Mixin private BenchOptions options = new BenchOptions();

  @Option(
      names = "--streams",
      description = "numbers of streams, each on a stack of its own (default: ${DEFAULT-VALUE})",
      split = ",",
      defaultValue = "8,256,768")
  private List<Integer> streams = List.of();

  @Option(
      names = "--seconds",
      description = "that are counted (default: ${DEFAULT-VALUE})",
      defaultValue = "20")
  private int seconds;

  @Override
  public Integer call() throws Exception {
    var benchmark = new IdleBenchmark(Duration.ofSeconds(seconds), options::say);
    List<Cost> costs = new ArrayList<>();
    for (int number : streams) {
      options.onStack(
          settings -> settings.withVnodeStreams(number), s -> costs.add(benchmark.run(s)));
    }
    return options.print(
        new BenchOptions.Result(IdleBenchmark.toTable(costs), IdleBenchmark.toJson(costs)));
  }
}
