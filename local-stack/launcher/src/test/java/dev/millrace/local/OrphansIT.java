package dev.millrace.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No process is left behind, however the process that started it ends. */
class OrphansIT {

  @Test
  void childrenEndWhenTheirParentIsKilled(@TempDir Path directory) throws Exception {
    Process parent =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dmillrace.home=" + System.getProperty("millrace.home"),
                "-cp",
                System.getProperty("java.class.path"),
                OrphansIT.class.getName(),
                directory.toString())
            .redirectErrorStream(true)
            .start();
    List<Long> children = children(parent);
    assertThat(children).hasSize(2).allMatch(OrphansIT::isAlive);
    parent.destroyForcibly().waitFor();
    Awaitility.await()
        .atMost(30, TimeUnit.SECONDS)
        .until(() -> children.stream().noneMatch(OrphansIT::isAlive));
  }

  private static List<Long> children(Process parent) throws Exception {
    var output =
        new BufferedReader(new InputStreamReader(parent.getInputStream(), StandardCharsets.UTF_8));
    String line = output.readLine();
    assertThat(line).as("output of the parent").startsWith("children ");
    return java.util.Arrays.stream(line.substring(9).split(" ")).map(Long::valueOf).toList();
  }

  private static boolean isAlive(long pid) {
    return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
  }

  /** The parent: starts a stack, says who its children are, and waits to be killed. */
  @SuppressWarnings("SystemOut")
  public static void main(String[] args) throws Exception {
    LocalStack stack = LocalStack.start(LocalStackSettings.in(Path.of(args[0])));
    System.out.println(
        "children " + stack.database().process().pid() + " " + stack.broker().process().pid());
    Thread.sleep(TimeUnit.MINUTES.toMillis(5));
    throw new AssertionError("nobody killed the parent " + Map.of());
  }
}
