package dev.millrace.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.local.child.ChildMain;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ChildMainTest {

  /** A node that cannot listen, with threads that nobody will end any more. */
  public static final class HalfUp {

    private HalfUp() {}

    /** Fails. */
    public static void main(String[] args) {
      new Thread(
              () -> {
                try {
                  new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
              })
          .start();
      throw new IllegalStateException("port " + args[0] + " is taken");
    }
  }

  @Test
  void endsWithWhatFailedWhateverThreadsAreLeft() throws Exception {
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                ChildMain.class.getName(),
                HalfUp.class.getName(),
                "9042")
            .redirectErrorStream(true)
            .start();
    try {
      assertThat(child.waitFor(30, TimeUnit.SECONDS)).as("has ended").isTrue();
      assertThat(child.exitValue()).isEqualTo(1);
      assertThat(new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
          .contains("port 9042 is taken");
    } finally {
      child.destroyForcibly();
    }
  }
}
