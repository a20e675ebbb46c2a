package dev.millrace.cli.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ConnectCommandTest {

  @TempDir Path directory;

  @Test
  void settingsWinOverOverlaysAndLaterOverlaysOverEarlierOnes() throws IOException {
    Path one = overlay("one.json", "{\"config\":{\"a\":\"1\",\"b\":\"1\",\"c\":\"1\"}}");
    Path two = overlay("two.json", "{\"config\":{\"b\":\"2\",\"c\":\"2\"}}");
    assertThat(ConnectCommand.laidOver(List.of(one, two), Map.of("c", "3")))
        .isEqualTo(Map.of("a", "1", "b", "2", "c", "3"));
    assertThat(ConnectCommand.laidOver(null, null)).isEmpty();
  }

  @Test
  void deployTakesOverlaysAndSettingsAsFarAsTheWorker() throws IOException {
    Path overlay = overlay("one.json", "{\"config\":{\"a\":\"1\"}}");
    var err = new StringWriter();
    int exit =
        new CommandLine(new ConnectCommand())
            .setErr(new PrintWriter(err))
            .setExecutionExceptionHandler(
                (e, line, parsed) -> {
                  line.getErr().println(e.getMessage());
                  return 1;
                })
            .execute(
                "deploy",
                "../connect-config/outbox-source.json",
                "--worker=http://127.0.0.1:1",
                "--overlay=" + overlay,
                "--set",
                "a=1",
                "--set",
                "b=2");
    assertThat(err.toString()).contains("no Connect worker answers at http://127.0.0.1:1");
    assertThat(exit).isEqualTo(1);
  }

  private Path overlay(String name, String json) throws IOException {
    return Files.writeString(directory.resolve(name), json);
  }
}
