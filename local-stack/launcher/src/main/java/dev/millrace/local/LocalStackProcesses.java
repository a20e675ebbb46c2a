package dev.millrace.local;

import java.io.IOException;
import java.time.Duration;

/** Small dealings with the operating system. */
final class LocalStackProcesses {

  private LocalStackProcesses() {}

  static void run(String... command) {
    try {
      int status = new ProcessBuilder(command).inheritIO().start().waitFor();
      if (status != 0) {
        throw new LocalStackException(String.join(" ", command) + " failed with " + status);
      }
    } catch (IOException e) {
      throw new LocalStackException(String.join(" ", command) + " could not be run", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  static void pause(Duration duration) {
    try {
      Thread.sleep(duration.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LocalStackException("interrupted", e);
    }
  }
}
