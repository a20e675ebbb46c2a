package dev.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @ParameterizedTest
  @ValueSource(strings = {"demo", "up", "verify", "doctor", "connect", "projections"})
  void everyCommandHelps(String command) {
    assertThat(run(command, "--help")).isZero();
    assertThat(out.toString()).startsWith("Usage: millrace " + command);
  }

  @Test
  void refusesWhatItDoesNotKnow() {
    assertThat(run("dmeo")).isEqualTo(2);
    assertThat(err.toString()).contains("Unmatched argument at index 0: 'dmeo'");
  }

  @Test
  void namesTheOptionTheRuleAndTheValue() {
    assertThat(run("demo", "--orders", "0")).isEqualTo(1);
    assertThat(err.toString()).contains("millrace: --orders must be at least 1, got 0");
    assertThat(run("verify", "--database", "nowhere")).isEqualTo(1);
    assertThat(err.toString()).contains("--database must be host:port, got nowhere");
    assertThat(run("doctor", "--bridge", "nowhere")).isEqualTo(1);
    assertThat(err.toString()).contains("--bridge must be http://host:port, got nowhere");
  }

  @Test
  void progressIsABarOnATerminalAndPlainLinesOtherwise() {
    assertThat(progress(true)).contains("\rorders [").contains("] 10/10");
    assertThat(progress(false))
        .isEqualTo("orders 5/10\norders 10/10\n".replace("\n", System.lineSeparator()));
  }

  private static String progress(boolean terminal) {
    var bytes = new ByteArrayOutputStream();
    Progress progress =
        new Progress(new PrintStream(bytes, true, StandardCharsets.UTF_8), terminal);
    progress.begin("orders", 10);
    progress.at(5);
    progress.at(10);
    progress.end();
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private int run(String... args) {
    return Main.commandLine()
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(args);
  }
}
