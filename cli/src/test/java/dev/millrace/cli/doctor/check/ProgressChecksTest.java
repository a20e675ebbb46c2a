package dev.millrace.cli.doctor.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.cli.doctor.check.AuditorCheck.Walk;
import dev.millrace.cli.doctor.check.ExpressCheck.Express;
import dev.millrace.cli.doctor.check.Finding.Status;
import dev.millrace.cli.doctor.check.GroupCheck.Group;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ProgressChecksTest {

  private static final Walk NONE = new Walk(0, 0, Double.NaN, Double.NaN);

  @Test
  void theAuditorMayBeSilentForThreeWalks() {
    assertThat(ended(60, 1_800).status()).isEqualTo(Status.OK);
    assertThat(ended(60, 1_801).status()).isEqualTo(Status.WARNING);
    assertThat(ended(3_600, 10_800).status()).as("three long ones").isEqualTo(Status.OK);
    assertThat(ended(3_600, 10_801).status()).isEqualTo(Status.WARNING);
    assertThat(ended(60, 300).found()).isEqualTo("last walk ended 5 min ago and took 60 s");
  }

  @Test
  void theFirstWalkCountsWhileItIsUnderWay() {
    Finding first =
        AuditorCheck.check(List.of(NONE, new Walk(0.25, 1_800, Double.NaN, Double.NaN)));
    assertThat(first.status()).isEqualTo(Status.OK);
    assertThat(first.found())
        .isEqualTo(
            "no walk has ended yet, this one is 30 min old and has 25 % of the store behind it");
    assertThat(AuditorCheck.check(List.of(new Walk(0.25, 1_801, Double.NaN, Double.NaN))).status())
        .isEqualTo(Status.WARNING);
    assertThat(AuditorCheck.check(List.of(NONE)).status()).isEqualTo(Status.WARNING);
  }

  @Test
  void agesOfUnreadRecordsDecide() {
    assertThat(group("Stable", 0, null).status()).isEqualTo(Status.OK);
    assertThat(group("Stable", 0, Duration.ofSeconds(10)).status()).isEqualTo(Status.OK);
    assertThat(group("Stable", 0, Duration.ofMillis(10_001)).status()).isEqualTo(Status.WARNING);
    assertThat(group("Stable", 0, Duration.ofMinutes(5)).status()).isEqualTo(Status.WARNING);
    assertThat(group("Stable", 0, Duration.ofMillis(300_001)).status()).isEqualTo(Status.FAILURE);
    assertThat(group("Stable", 0, Duration.ofSeconds(3)).found())
        .isEqualTo("Stable, lag 7 records, the oldest of 3 s ago");
  }

  @Test
  void somebodyMustWorkForAGroup() {
    assertThat(group("Empty", 0, null).status()).isEqualTo(Status.FAILURE);
    assertThat(group("Dead", 0, null).status()).isEqualTo(Status.FAILURE);
    assertThat(group("PreparingRebalance", 0, null).status()).isEqualTo(Status.OK);
    assertThat(GroupCheck.missing("g", "cdc-bridge").advice()).isEqualTo("start cdc-bridge");
  }

  @Test
  void recordsThatExpiredUnreadAreTold() {
    assertThat(group("Stable", 2, null).found()).endsWith("2 records deleted before it read them");
  }

  @Test
  void deadLettersAreWarnings() {
    assertThat(DeadLetterCheck.check("dlq", 0, "k:9092").status()).isEqualTo(Status.OK);
    Finding one = DeadLetterCheck.check("dlq", 1, "k:9092");
    assertThat(one.status()).isEqualTo(Status.WARNING);
    assertThat(one.advice()).contains("--bootstrap-server k:9092 --topic dlq");
  }

  @Test
  void theExpressLaneMustDeliverMoreThanItDrops() {
    assertThat(ExpressCheck.check(null).found()).isEqualTo("off");
    assertThat(ExpressCheck.check(new Express(0, 0)).status()).isEqualTo(Status.OK);
    assertThat(ExpressCheck.check(new Express(5, 5)).status()).isEqualTo(Status.OK);
    assertThat(ExpressCheck.check(new Express(5, 6)).found()).endsWith("most dropped");
    assertThat(ExpressCheck.check(new Express(0, 1)).found()).endsWith("none delivered");
    assertThat(ExpressCheck.check(new Express(0, 1)).status()).isEqualTo(Status.WARNING);
  }

  private static Finding ended(double tookSeconds, double agoSeconds) {
    var forgotten = new Walk(0.5, 99_999, 1, 99_999);
    return AuditorCheck.check(List.of(forgotten, NONE, new Walk(1, 0, tookSeconds, agoSeconds)));
  }

  private static Finding group(String state, long expired, @Nullable Duration oldest) {
    return GroupCheck.check(new Group("g", state, 7, expired, oldest), "cdc-bridge");
  }
}
