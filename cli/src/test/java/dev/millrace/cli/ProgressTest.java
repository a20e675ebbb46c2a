package dev.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ProgressTest {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  @Test
  void isABarOnATerminal() {
    count(progress(true));
    assertThat(text())
        .endsWith("\rorders [" + "=".repeat(40) + "] 200/200" + System.lineSeparator());
    assertThat(text()).contains("\rorders [" + "=".repeat(20) + " ".repeat(20) + "] 100/200");
  }

  @Test
  void isALineForEveryTenthElsewhere() {
    count(progress(false));
    assertThat(text().lines())
        .hasSize(10)
        .startsWith("orders 20/200", "orders 40/200")
        .endsWith("orders 200/200");
  }

  private static void count(Progress progress) {
    progress.begin("orders", 200);
    for (int done = 1; done <= 200; done++) {
      progress.at(done);
    }
    progress.end();
  }

  private Progress progress(boolean terminal) {
    return new Progress(new PrintStream(bytes, true, StandardCharsets.UTF_8), terminal);
  }

  private String text() {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
