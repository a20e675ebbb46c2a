package dev.millrace.bridge.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.bridge.capture.WindowPlan.Head;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WindowPlanTest {

  private static final Instant START = CaptureFixtures.START;
  private static final Duration SMALLEST = Duration.ofMillis(500);
  private static final Duration IDLE = Duration.ofSeconds(4);
  private static final Duration CONFIDENCE = Duration.ofSeconds(2);
  private static final Head HEAD = new Head(SMALLEST, IDLE, CONFIDENCE);
  private static final Instant LONG_AFTER = START.plus(Duration.ofDays(9));
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
  void isSmallestAtTheHeadWhileThereAreRows() {
    WindowPlan large = plan(Duration.ofSeconds(8));
    assertThat(atHead(large, 1)).isEqualTo(PLAN);
    assertThat(atHead(idle(IDLE), 1)).isEqualTo(PLAN);
  }

  @Test
  void readsLessOftenAtTheHeadTheLongerNothingIsWritten() {
    assertThat(atHead(PLAN, 0)).isEqualTo(idle(SMALLEST.multipliedBy(2)));
    assertThat(atHead(idle(IDLE.dividedBy(2)), 0)).isEqualTo(idle(IDLE));
    assertThat(atHead(idle(IDLE), 0)).isEqualTo(idle(IDLE));
  }

  @Test
  void anIdleWindowIsReadWhenAllOfItHasSettled() {
    Instant due = START.plus(IDLE).plus(CONFIDENCE);
    assertThat(idle(IDLE).next(START, due.minusMillis(1))).isEmpty();
    assertThat(idle(IDLE).untilNext(START, due.minusMillis(1))).isEqualTo(Duration.ofMillis(1));
    assertThat(idle(IDLE).next(START, due)).contains(window(START, IDLE));
  }

  @Test
  void anIdleTaskThatIsLateByLessThanItsWindowKeepsItsPace() {
    TimeWindow read = window(START, IDLE);
    Instant late = read.end().plus(CONFIDENCE).plus(IDLE).minusMillis(1);
    assertThat(idle(IDLE).afterRead(read, 0, late)).isEqualTo(idle(IDLE));
    assertThat(idle(IDLE).afterRead(read, 1, late)).isEqualTo(PLAN);
    assertThat(idle(IDLE).afterRead(read, 0, late.plusMillis(1)))
        .isEqualTo(plan(IDLE.multipliedBy(2)));
  }

  @Test
  void anIdleTaskThatFallsBehindHurries() {
    WindowPlan hurrying = idle(IDLE).afterRead(window(START, IDLE), 0, LONG_AFTER);
    assertThat(hurrying).isEqualTo(plan(IDLE.multipliedBy(2)));
  }

  @Test
  void anIdleWindowBelowTheSmallestIsTheSmallest() {
    var settings =
        new CaptureSettings(CaptureFixtures.TABLE, SMALLEST, Duration.ZERO, CONFIDENCE, 1);
    assertThat(atHead(WindowPlan.of(settings), 0).pace()).isEqualTo(SMALLEST);
  }

  @Test
  void isSmallestAfterAFailure() {
    assertThat(plan(WindowPlan.LARGEST).afterFailure()).isEqualTo(PLAN);
  }

  @Test
  void aWindowSettingAboveTheLargestStands() {
    Duration hours = Duration.ofHours(2);
    var plan = new WindowPlan(new Head(hours, hours, CONFIDENCE), hours, hours);
    assertThat(sizeAfter(plan, 0)).isEqualTo(hours);
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
      plan = plan.afterRead(next.get(), 0, now);
      windows++;
    }
    assertThat(windows).isLessThan(50);
    assertThat(position).isBetween(now.minus(CONFIDENCE).minus(SMALLEST), now.minus(CONFIDENCE));
  }

  private static Duration sizeAfter(WindowPlan plan, int rows) {
    return plan.afterRead(window(START, plan.size()), rows, LONG_AFTER).size();
  }

  private static WindowPlan plan(Duration size) {
    return new WindowPlan(HEAD, SMALLEST, size);
  }

  private static WindowPlan idle(Duration pace) {
    return new WindowPlan(HEAD, pace, pace);
  }

  private static WindowPlan atHead(WindowPlan plan, int rows) {
    TimeWindow read = window(START, plan.pace());
    return plan.afterRead(read, rows, read.end().plus(CONFIDENCE));
  }

  private static TimeWindow window(Instant start, Duration length) {
    return new TimeWindow(start, start.plus(length));
  }
}
