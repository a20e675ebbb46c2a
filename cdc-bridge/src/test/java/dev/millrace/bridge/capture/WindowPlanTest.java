package dev.millrace.bridge.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WindowPlanTest {

  private static final Instant START = CaptureFixtures.START;
  private static final Duration SMALLEST = Duration.ofMillis(500);
  private static final Duration CONFIDENCE = Duration.ofSeconds(2);
  private static final WindowPlan PLAN = WindowPlan.of(CaptureFixtures.SETTINGS);

  @Test
  void waitsUntilTheSmallestWindowHasPassedAndSettled() {
    Instant due = START.plus(SMALLEST).plus(CONFIDENCE);
    assertThat(PLAN.next(START, due.minusMillis(1))).isEmpty();
    assertThat(PLAN.untilNext(START, due.minusMillis(1))).isEqualTo(Duration.ofMillis(1));
    assertThat(PLAN.next(START, due)).contains(window(START, SMALLEST));
    assertThat(PLAN.untilNext(START, due)).isZero();
    assertThat(PLAN.untilNext(START, due.plusSeconds(9))).isZero();
  }

  @Test
  void waitsWhenTheClockWentBack() {
    assertThat(PLAN.next(START, START.minusSeconds(60))).isEmpty();
  }

  @Test
  void neverReadsWhatMayStillArrive() {
    WindowPlan large = plan(Duration.ofMinutes(1));
    Instant now = START.plus(CONFIDENCE).plusMillis(700);
    assertThat(large.next(START, now)).contains(window(START, Duration.ofMillis(700)));
  }

  @Test
  void cutsWindowsAtWholeMilliseconds() {
    Instant now = START.plus(CONFIDENCE).plusNanos(700_999_999);
    assertThat(plan(Duration.ofMinutes(1)).next(START, now))
        .contains(window(START, Duration.ofMillis(700)));
  }

  @Test
  void growsWhileItIsBehindAndFindsLittle() {
    assertThat(sizeAfter(PLAN, 0)).isEqualTo(SMALLEST.multipliedBy(2));
    assertThat(sizeAfter(PLAN, WindowPlan.FULL / 4)).isEqualTo(SMALLEST.multipliedBy(2));
    assertThat(sizeAfter(PLAN, WindowPlan.FULL / 4 + 1)).isEqualTo(SMALLEST);
    assertThat(sizeAfter(plan(WindowPlan.LARGEST), 0)).isEqualTo(WindowPlan.LARGEST);
  }

  @Test
  void shrinksWhenAWindowWasFull() {
    WindowPlan large = plan(Duration.ofSeconds(8));
    assertThat(sizeAfter(large, WindowPlan.FULL)).isEqualTo(Duration.ofSeconds(8));
    assertThat(sizeAfter(large, WindowPlan.FULL + 1)).isEqualTo(Duration.ofSeconds(4));
    assertThat(sizeAfter(PLAN, WindowPlan.FULL + 1)).isEqualTo(SMALLEST);
  }

  @Test
  void isSmallestAtTheHead() {
    WindowPlan large = plan(Duration.ofSeconds(8));
    assertThat(large.afterRead(window(START, Duration.ofSeconds(3)), 0)).isEqualTo(PLAN);
  }

  @Test
  void isSmallestAfterAFailure() {
    assertThat(plan(WindowPlan.LARGEST).afterFailure()).isEqualTo(PLAN);
  }

  @Test
  void aWindowSettingAboveTheLargestStands() {
    var hours = new WindowPlan(Duration.ofHours(2), CONFIDENCE, Duration.ofHours(2));
    assertThat(sizeAfter(hours, 0)).isEqualTo(Duration.ofHours(2));
  }

  @Test
  void aDayOfSilenceTakesFewWindowsWithoutGapOrOverlap() {
    Instant now = START.plus(Duration.ofHours(24));
    WindowPlan plan = PLAN;
    Instant position = START;
    int windows = 0;
    for (Optional<TimeWindow> next = plan.next(position, now);
        next.isPresent();
        next = plan.next(position, now)) {
      assertThat(next.get().start()).isEqualTo(position);
      position = next.get().end();
      plan = plan.afterRead(next.get(), 0);
      windows++;
    }
    assertThat(windows).isLessThan(50);
    assertThat(position).isBetween(now.minus(CONFIDENCE).minus(SMALLEST), now.minus(CONFIDENCE));
  }

  private static Duration sizeAfter(WindowPlan plan, int rows) {
    return plan.afterRead(window(START, plan.size()), rows).size();
  }

  private static WindowPlan plan(Duration size) {
    return new WindowPlan(SMALLEST, CONFIDENCE, size);
  }

  private static TimeWindow window(Instant start, Duration length) {
    return new TimeWindow(start, start.plus(length));
  }
}
