package dev.millrace.cli.doctor.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.cli.doctor.check.Finding.Status;
import dev.millrace.cli.doctor.check.ProjectionsCheck.Build;
import dev.millrace.cli.doctor.check.ProjectionsCheck.Projection;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProjectionsCheckTest {

  @Test
  void runningWithNothingParkedIsFine() {
    Finding fine = check(new Build(1, 2, "RUNNING", 0, "long ago"));
    assertThat(fine.status()).isEqualTo(Status.OK);
    assertThat(fine.found()).isEqualTo("order (build 1 serves)");
  }

  @Test
  void namesWhatIsWrongAndTheCommand() {
    Finding stopped = check(new Build(1, 2, "STOPPED", 0, "IllegalStateException: x"));
    assertThat(stopped.status()).isEqualTo(Status.FAILURE);
    assertThat(stopped.found()).contains("order build 1 failed too often", "x");
    assertThat(stopped.advice()).contains("resume order --build 1");
    Finding parked = check(new Build(1, 2, "RUNNING", 3, null));
    assertThat(parked.status()).isEqualTo(Status.FAILURE);
    assertThat(parked.found()).contains("order build 1 has 3 parked");
    assertThat(parked.advice()).contains("redrive order --build 1");
    Finding paused = check(new Build(1, 2, "PAUSED", 0, null));
    assertThat(paused.status()).isEqualTo(Status.WARNING);
  }

  @Test
  void aServingBuildOfOlderCodeIsDueToBeRebuilt() {
    assertThat(check(new Build(1, 1, "RUNNING", 0, null)).advice()).contains("rebuild order");
    assertThat(check(new Build(2, 1, "RUNNING", 0, null)).status()).isEqualTo(Status.OK);
  }

  private static Finding check(Build build) {
    return ProjectionsCheck.check(List.of(new Projection("order", 2, 1, List.of(build))));
  }
}
