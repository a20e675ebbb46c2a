package dev.millrace.bench;

import dev.millrace.cli.Directories;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import picocli.CommandLine.Option;

/** What every benchmark has: a throw-away stack, progress on standard error, one result. */
final class BenchOptions {

  @Option(names = "--json", description = "print the result as one JSON object on the last line")
  private boolean json;

  /** A result for people and one for programs. */
  record Result(String table, String json) {}

  /** Runs a benchmark and prints its result. */
  @SuppressWarnings("SystemOut")
  int run(Function<BenchStack, Result> benchmark) throws IOException {
    Path directory = Files.createTempDirectory("millrace-bench-");
    say("starting the local stack");
    try (BenchStack stack = BenchStack.start(directory)) {
      Result result = benchmark.apply(stack);
      System.out.println(json ? result.json() : result.table());
      return 0;
    } finally {
      Directories.delete(directory);
    }
  }

  @SuppressWarnings("SystemOut")
  void say(String line) {
    System.err.println(line);
  }
}
