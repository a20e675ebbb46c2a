package dev.millrace.bench;

import dev.millrace.cli.Subcommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./millrace bench}. */
@Command(
    name = "bench",
    description =
        "Measures on a throw-away local stack, beside the raw limit in the same run. Figures of a"
            + " local stack compare ways of doing things, not databases.",
    mixinStandardHelpOptions = true,
    subcommands = {
      AppendCommand.class,
      CaptureCommand.class,
      FailoverCommand.class,
      FreshnessCommand.class,
      IdleCommand.class,
      LatencyCommand.class,
      LoadCommand.class,
      OverloadCommand.class,
      ProjectionCommand.class,
      QueryCommand.class,
      RebuildCommand.class,
      SequencerCommand.class
    })
public final class BenchCommand implements Subcommand {

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    throw new ParameterException(
        spec.commandLine(), "bench needs one of " + spec.subcommands().keySet());
  }
}
