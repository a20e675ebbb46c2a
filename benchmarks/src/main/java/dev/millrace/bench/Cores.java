package dev.millrace.bench;

import java.io.IOException;
import java.util.Collection;

/**
 * Cores for the database alone, so that a rate is bounded by the database as it is where that has
 * machines of its own, and not by how much of the same cores is left over by whoever asks it. The
 * broker, which has nothing to do meanwhile, stays where it is.
 */
final class Cores {

  private Cores() {}

  /**
   * Gives the database the first core, and everybody else the others. Needs Linux' {@code taskset}.
   *
   * @param database its process id
   * @param others ids of all other processes that take part
   * @throws IllegalStateException if there is but one core, or {@code taskset} fails
   */
  static void apart(long database, Collection<Long> others)
      throws IOException, InterruptedException {
    int cores = Runtime.getRuntime().availableProcessors();
    if (cores < 2) {
      throw new IllegalStateException("--apart needs two cores, this machine has " + cores);
    }
    pin(database, "0");
    for (long other : others) {
      pin(other, "1-" + (cores - 1));
    }
  }

  private static void pin(long process, String cores) throws IOException, InterruptedException {
    var command =
        new ProcessBuilder(
            "taskset", "--all-tasks", "--cpu-list", "--pid", cores, Long.toString(process));
    int status =
        command
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start()
            .waitFor();
    if (status != 0) {
      throw new IllegalStateException(String.join(" ", command.command()) + " failed: " + status);
    }
  }
}
