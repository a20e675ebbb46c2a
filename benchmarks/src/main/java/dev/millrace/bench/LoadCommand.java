package dev.millrace.bench;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./millrace bench load}. */
@Command(
    name = "load",
    description = "How long a command takes on orders of 10 to 100,000 events, none remembered.",
    mixinStandardHelpOptions = true)
final class LoadCommand implements Callable<Integer> {

  @Mixin private BenchOptions options = new BenchOptions();

  @Option(
      names = "--rounds",
      description = "commands on each order (default: ${DEFAULT-VALUE})",
      defaultValue = "300")
  private int rounds;

  @Override
  public Integer call() throws Exception {
    return options.run(this::run);
  }

  private BenchOptions.Result run(BenchStack stack) {
    LoadBenchmark.Report report = new LoadBenchmark(stack, rounds).run(options::say);
    return new BenchOptions.Result(report.toTable(), report.toJson());
  }
}
