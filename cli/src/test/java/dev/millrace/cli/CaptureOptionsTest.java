package dev.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.millrace.cli.pipeline.CaptureRoute;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CaptureOptionsTest {

  @TempDir Path directory;

  @Test
  void theBridgeCapturesUnlessToldOtherwise() {
    assertThat(route()).isEqualTo(new CaptureRoute.Bridge(true));
    assertThat(route("--no-express")).isEqualTo(new CaptureRoute.Bridge(false));
  }

  @Test
  void aConnectorBringsEventsAloneUnlessToldOtherwise() throws IOException {
    Path jar = Files.createFile(directory.resolve("connector.jar"));
    assertThat(
            route("--capture", "connect", "--connector-jar", jar.toString(), "--set", "poll=1=2"))
        .isEqualTo(new CaptureRoute.Connector(jar, 7, Map.of("poll", "1=2"), false));
    assertThat(
            route("--capture", "connect", "--connector-jar", jar.toString(), "--express").express())
        .isTrue();
  }

  @Test
  void saysWhereToGetTheConnector() {
    for (String[] options :
        new String[][] {
          {"--capture", "connect"},
          {"--capture", "connect", "--connector-jar", directory.resolve("none.jar").toString()}
        }) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> route(options))
          .withMessageContaining("--connector-jar")
          .withMessageContaining("com.scylladb:scylla-cdc-source-connector")
          .withMessageContaining("github.com/scylladb/scylla-cdc-source-connector/releases");
    }
  }

  @Test
  void aJarWithoutItsRouteIsAMistake() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> route("--connector-jar", "x.jar"))
        .withMessageContaining("--capture connect");
  }

  private static CaptureRoute route(String... options) {
    return CommandLine.populateCommand(new CaptureOptions(), options).route(7);
  }
}
