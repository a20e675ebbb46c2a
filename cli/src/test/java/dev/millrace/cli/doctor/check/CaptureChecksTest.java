package dev.millrace.cli.doctor.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.cli.doctor.check.CaptureTold.Tasks;
import dev.millrace.cli.doctor.check.Finding.Status;
import dev.millrace.cli.doctor.check.GenerationCheck.Generation;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CaptureChecksTest {

  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
  private static final Instant OLD = NOW.minusSeconds(3_600);

  @Test
  void theTasksOfAllInstancesAddUp() {
    Finding all = CaptureTasksCheck.check(List.of(owning("a", 5, 8), owning("b", 3, 8)));
    assertThat(all.status()).isEqualTo(Status.OK);
    assertThat(all.found()).isEqualTo("8 of 8 tasks owned by 2 instances");
    Finding some = CaptureTasksCheck.check(List.of(owning("a", 5, 8)));
    assertThat(some.status()).isEqualTo(Status.FAILURE);
    assertThat(some.found()).contains("3 tasks owned by none of these instances");
    assertThat(some.advice()).contains("--bridge");
    assertThat(CaptureTasksCheck.check(List.of(owning("", 0, 0))).status())
        .isEqualTo(Status.FAILURE);
  }

  @Test
  void anInstanceCountsOnce() {
    Finding twice = CaptureTasksCheck.check(List.of(owning("a", 8, 8), owning("a", 8, 8)));
    assertThat(twice.status()).isEqualTo(Status.WARNING);
    assertThat(twice.found())
        .isEqualTo("8 of 8 tasks owned by 1 instance: an instance was given twice");
  }

  @Test
  void handoversAndSwitchesAreWarnings() {
    assertThat(CaptureTasksCheck.check(List.of(owning("a", 5, 8), owning("b", 4, 8))).found())
        .endsWith("more than there are");
    Finding generations = CaptureTasksCheck.check(List.of(owning("a", 6, 12), owning("b", 6, 8)));
    assertThat(generations.status()).isEqualTo(Status.WARNING);
    assertThat(generations.found()).endsWith("not on the same generation");
  }

  @Test
  void lagIsThatOfTheLastInstance() {
    assertThat(lag(null).status()).isEqualTo(Status.SKIPPED);
    assertThat(lag(30.0).status()).isEqualTo(Status.OK);
    assertThat(lag(30.1).status()).isEqualTo(Status.WARNING);
    assertThat(lag(600.0).status()).isEqualTo(Status.WARNING);
    assertThat(lag(600.1).status()).isEqualTo(Status.FAILURE);
  }

  @Test
  void theHorizonIsMeasuredAgainstTheTtl() {
    assertThat(horizon(500.0, 1_000L).status()).isEqualTo(Status.OK);
    assertThat(horizon(499.0, 1_000L).status()).isEqualTo(Status.WARNING);
    assertThat(horizon(100.0, 1_000L).status()).isEqualTo(Status.WARNING);
    assertThat(horizon(99.0, 1_000L).status()).isEqualTo(Status.FAILURE);
    assertThat(horizon(99.0, 1_000L).found())
        .startsWith("unread rows of task m.t/1/b expire in 99 s");
    assertThat(horizon(-5.0, 1_000L).status()).isEqualTo(Status.FAILURE);
    assertThat(horizon(null, 1_000L).status()).isEqualTo(Status.OK);
    assertThat(CdcCheck.horizon(List.of(told("a", null, null, null))).status())
        .isEqualTo(Status.SKIPPED);
  }

  @Test
  void aBridgeMayNeedAWhileForTheOldGeneration() {
    assertThat(generation(NOW.minusSeconds(120), OLD).status()).isEqualTo(Status.OK);
    Finding late = generation(NOW.minusSeconds(121), OLD);
    assertThat(late.status()).isEqualTo(Status.WARNING);
    assertThat(late.found()).endsWith("a bridge still reads the one of " + OLD);
    assertThat(generation(OLD, OLD).status()).isEqualTo(Status.OK);
    assertThat(generation(OLD, null).status()).isEqualTo(Status.OK);
  }

  @Test
  void thereMustBeAGeneration() {
    Finding none = GenerationCheck.check(null, new Fact.Absent<>("x"), NOW);
    assertThat(none.status()).isEqualTo(Status.FAILURE);
    Finding alone =
        GenerationCheck.check(new Generation(OLD, 8, 16, NOW), new Fact.Absent<>("x"), NOW);
    assertThat(alone.found())
        .isEqualTo(
            "begun 2026-01-01T11:00:00Z, 8 vnodes, 16 streams, next one at 2026-01-01T12:00:00Z"
                + " (no bridge to compare with)");
  }

  private static Finding generation(Instant newest, @Nullable Instant ofBridge) {
    var bridge = new CaptureTold("m.t", "a", ofBridge, new Tasks(8, 8), "m.t/1/7", 1.0, 9L, 8.0);
    return GenerationCheck.check(
        new Generation(newest, 8, 8, null), new Fact.Known<>(List.of(bridge)), NOW);
  }

  private static Finding lag(@Nullable Double seconds) {
    return CaptureLagCheck.check(
        List.of(told("a", seconds, null, null), told("b", null, null, null)));
  }

  /** Beside one that has plenty. */
  private static Finding horizon(@Nullable Double seconds, Long ttl) {
    return CdcCheck.horizon(List.of(told("a", 1.0, 1_000L, 999.0), told("b", 1.0, ttl, seconds)));
  }

  private static CaptureTold owning(String member, int owned, int total) {
    return new CaptureTold("m.t", member, OLD, new Tasks(owned, total), "m.t/1/7", 1.0, 9L, 8.0);
  }

  private static CaptureTold told(
      String member, @Nullable Double lag, @Nullable Long ttl, @Nullable Double horizon) {
    return new CaptureTold(
        "m.t", member, OLD, new Tasks(4, 8), "m.t/1/" + member, lag, ttl, horizon);
  }
}
