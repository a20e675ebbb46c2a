package dev.millrace.bench;

import dev.millrace.cli.Directories;
import dev.millrace.local.LocalStackSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Option;

/** What every benchmark has: a throw-away stack, progress on standard error, one result. */
final class BenchOptions {

  @Option(names = "--json", description = "print the result as one JSON object on the last line")
  private boolean json;

  /** A result for people and one for programs. */
  record Result(String table, String json) {}

  /** Something to do with a stack. */
  @FunctionalInterface
  interface Work<T> {
    T on(BenchStack stack) throws IOException, InterruptedException;
  }

  /** Runs a benchmark on a stack of its own and prints its result. */
  int run(Work<Result> benchmark) throws IOException, InterruptedException {
    return print(onStack(UnaryOperator.identity(), benchmark));
  }

  /** Does something on a stack of its own, whose files and logs remain only if that fails. */
  <T> T onStack(UnaryOperator<LocalStackSettings> settings, Work<T> work)
      throws IOException, InterruptedException {
    Path directory = Files.createTempDirectory("millrace-bench-");
    say("starting the local stack");
    T done;
    try (BenchStack stack = BenchStack.start(settings.apply(LocalStackSettings.in(directory)))) {
      done = work.on(stack);
    } catch (IOException | InterruptedException | RuntimeException e) {
      say("failed, see " + directory.resolve("logs"));
      throw e;
    }
    Directories.delete(directory);
    return done;
  }

  /** Prints a result. */
  @SuppressWarnings("SystemOut")
  int print(Result result) {
    System.out.println(json ? result.json() : result.table());
    return 0;
  }

  @SuppressWarnings("SystemOut")
  void say(String line) {
    System.err.println(line);
  }
}
