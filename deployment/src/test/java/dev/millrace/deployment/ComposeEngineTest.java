package dev.millrace.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What Docker Compose itself says, where it is installed. */
class ComposeEngineTest {

  @Test
  void composeReadsTheFile() throws Exception {
    assumeTrue(
        isInstalled(), "skipped: docker compose is not installed, so nobody but us reads the file");
    Output config =
        run(
            "--env-file",
            ".env.example",
            "--profile",
            "core",
            "--profile",
            "observability",
            "config");
    assertThat(config.status()).as(config.text()).isZero();
    Output connect = run("--env-file", ".env.example", "--profile", "connect", "config");
    assertThat(connect.status()).as(connect.text()).isZero();
  }

  private static boolean isInstalled() throws InterruptedException {
    try {
      return run("version").status() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private record Output(int status, String text) {}

  private static Output run(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("docker", "compose"));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .directory(Repository.ROOT.toFile())
            .redirectErrorStream(true)
            .start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Output(process.waitFor(), text);
  }
}
