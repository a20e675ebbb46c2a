package dev.millrace.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.cli.doctor.check.Finding;
import dev.millrace.cli.doctor.check.Finding.Status;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {

  private final Report report =
      new Report(
          List.of(
              new Finding("a", Status.OK, "1 s", null),
              new Finding("b", Status.WARNING, "2\n s", "wait"),
              new Finding("c", Status.SKIPPED, "not checked", null),
              new Finding("d", Status.FAILURE, "3 s", "start it")));

  @Test
  void hasALineForEveryCheck() {
    assertThat(report.toText().lines().map(line -> line.replaceAll(" +", " ")))
        .containsExactly(
            "ok a 1 s",
            "warning b 2 s → wait",
            "skipped c not checked",
            "failure d 3 s → start it",
            "failures: 1, warnings: 1");
  }

  @Test
  void isOneJsonObject() {
    assertThat(report.toJson())
        .startsWith("{\"checks\":[{\"name\":\"a\",\"status\":\"ok\",\"found\":\"1 s\",")
        .contains("\"advice\":null")
        .endsWith("\"failures\":1,\"warnings\":1}")
        .doesNotContain("\n");
  }
}
