package dev.millrace.bench;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./millrace bench capture}. */
@Command(
    name = "capture",
    description =
        "Rows of the CDC log a second when capture catches up, beside a bare scan of the log with a"
            + " bare producer.",
    mixinStandardHelpOptions = true)
final class CaptureCommand implements Callable<Integer> {

  @Mixin private BenchOptions options = new BenchOptions();

  @Option(
      names = "--rows",
      description = "of the log (default: ${DEFAULT-VALUE})",
      defaultValue = "200000")
  private int rows;

  @Option(
      names = "--rounds",
      description = "of both in turn; the median counts (default: ${DEFAULT-VALUE})",
      defaultValue = "3")
  private int rounds;

  @Override
  public Integer call() throws Exception {
    return options.run(this::run);
  }

  private BenchOptions.Result run(BenchStack stack) throws InterruptedException {
    var report = new CaptureBenchmark(stack, rows, options::say).run(rounds);
    return new BenchOptions.Result(report.toTable(), report.toJson());
  }
}
