package dev.millrace.cli.doctor.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.cli.doctor.check.Finding.Status;
import dev.millrace.cli.doctor.check.ProjectionsCheck.Backfill;
import dev.millrace.cli.doctor.check.ProjectionsCheck.Build;
import dev.millrace.cli.doctor.check.ProjectionsCheck.Projection;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ProjectionsCheckTest {

  @Test
  void runningWithNothingParkedIsFine() {
    Finding fine = check(build(1, 2, "RUNNING", 0, "long ago"));
    assertThat(fine.status()).isEqualTo(Status.OK);
    assertThat(fine.found()).isEqualTo("order (build 1 serves)");
  }

  @Test
  void namesWhatIsWrongAndTheCommand() {
    Finding stopped = check(build(1, 2, "STOPPED", 0, "IllegalStateException: x"));
    assertThat(stopped.status()).isEqualTo(Status.FAILURE);
    assertThat(stopped.found()).contains("order build 1 failed too often", "x");
    assertThat(stopped.advice()).contains("resume order --build 1");
    Finding parked = check(build(1, 2, "RUNNING", 3, null));
    assertThat(parked.status()).isEqualTo(Status.FAILURE);
    assertThat(parked.found()).contains("order build 1 has 3 parked");
    assertThat(parked.advice()).contains("redrive order --build 1");
    assertThat(check(build(1, 2, "RUNNING", null, null)).status()).isEqualTo(Status.OK);
    Finding paused = check(build(1, 2, "PAUSED", 0, null));
    assertThat(paused.status()).isEqualTo(Status.WARNING);
  }

  @Test
  void aServingBuildOfOlderCodeIsDueToBeRebuilt() {
    assertThat(check(build(1, 1, "RUNNING", 0, null)).advice()).contains("rebuild order");
    assertThat(check(build(2, 1, "RUNNING", 0, null)).status()).isEqualTo(Status.OK);
  }

  @Test
  void aBackfillThatStandsStillIsSaidWithItsCause() {
    var fine = new Build(2, 2, "RUNNING", 0, null, new Backfill(null, null));
    assertThat(check(fine).status()).isEqualTo(Status.OK);
    var failing = new Backfill(Instant.parse("2026-11-23T12:00:00Z"), "TimeoutException: x");
    Finding found = check(new Build(2, 2, "RUNNING", 0, null, failing));
    assertThat(found.status()).isEqualTo(Status.WARNING);
    assertThat(found.found())
        .endsWith(
            "order build 2: backfill failed, last at 2026-11-23T12:00:00Z:"
                + " TimeoutException: x");
  }

  private static Build build(
      int number,
      int codeVersion,
      String state,
      @Nullable Integer parked,
      @Nullable String lastError) {
    return new Build(number, codeVersion, state, parked, lastError, null);
  }

  private static Finding check(Build build) {
    return ProjectionsCheck.check(List.of(new Projection("order", 2, 1, List.of(build))));
  }
}
