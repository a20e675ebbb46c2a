package dev.millrace.bench;

import dev.millrace.bench.SequencerBenchmark.Plan;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./millrace bench sequencer}. */
@Command(
    name = "sequencer",
    description =
        "Records a second through the sequencer, beside a bare transactional loop; what its state"
            + " weighs, and how long it takes to restore.",
    mixinStandardHelpOptions = true)
final class SequencerCommand implements Callable<Integer> {

  @Mixin private BenchOptions options = new BenchOptions();

  @Option(
      names = "--records",
      description = "of each round (default: ${DEFAULT-VALUE})",
      defaultValue = "200000")
  private int records;

  @Option(
      names = "--open",
      description =
          "aggregates whose events are mixed with one another's: what is written while an order is"
              + " changed again (default: ${DEFAULT-VALUE})",
      defaultValue = "500")
  private int open;

  @Option(
      names = "--rounds",
      description = "of both in turn; the median counts (default: ${DEFAULT-VALUE})",
      defaultValue = "3")
  private int rounds;

  @Option(
      names = "--aggregates",
      description = "whose state is restored (default: ${DEFAULT-VALUE})",
      defaultValue = "1000000")
  private int aggregates;

  @Override
  public Integer call() throws Exception {
    return options.run(this::run);
  }

  private BenchOptions.Result run(BenchStack stack) throws IOException, InterruptedException {
    var plan = new Plan(records, open, rounds, aggregates);
    var report = new SequencerBenchmark(stack, options::say).run(plan);
    return new BenchOptions.Result(report.toTable(), report.toJson());
  }
}
