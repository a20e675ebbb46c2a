package dev.millrace.cli;

import dev.millrace.cli.connect.ConnectCommand;
import dev.millrace.cli.doctor.DoctorCommand;
import dev.millrace.cli.projections.ProjectionsCommand;
import java.util.ServiceLoader;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Entry point of {@code ./millrace}. Exits with 0 only on success. */
@Command(
    name = "millrace",
    description = "An event-sourced order pipeline on ScyllaDB, CDC and Kafka Streams.",
    mixinStandardHelpOptions = true,
    version = "0.1.0-SNAPSHOT",
    footer = "Consumers of its topics, to start from: ./millrace example --help",
    subcommands = {
      DemoCommand.class,
      UpCommand.class,
      VerifyCommand.class,
      DoctorCommand.class,
      ConnectCommand.class,
      ProjectionsCommand.class
    })
public final class Main {

  private Main() {}

  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  /** What {@code main} runs, for who runs it in a JVM of its own. */
  public static CommandLine commandLine() {
    var commandLine = new CommandLine(new Main());
    ServiceLoader.load(Subcommand.class).forEach(commandLine::addSubcommand);
    return commandLine.setUsageHelpAutoWidth(true).setExecutionExceptionHandler(Main::failed);
  }

  /** One line for people; the stack trace only on request, since most failures are not bugs. */
  private static int failed(
      Exception e, CommandLine commandLine, CommandLine.ParseResult parseResult) {
    commandLine.getErr().println("millrace: " + e.getMessage());
    if (Boolean.getBoolean("millrace.trace")) {
      e.printStackTrace(commandLine.getErr());
    }
    return CommandLine.ExitCode.SOFTWARE;
  }
}
