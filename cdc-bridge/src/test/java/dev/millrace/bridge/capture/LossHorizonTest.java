package dev.millrace.bridge.capture;

import static dev.millrace.bridge.capture.CaptureFixtures.START;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LossHorizonTest {

  private static final long TTL_SECONDS = 100;

  private Optional<Instant> oldest = Optional.of(START);
  private final SettableClock clock = new SettableClock(START);

  @Test
  void isTheTtlWithoutTheAgeOfTheOldestPosition() {
    LossHorizon horizon = horizon(Optional.of(TTL_SECONDS));
    assertThat(horizon.get()).contains(Duration.ofSeconds(100));
    clock.advance(Duration.ofSeconds(30));
    assertThat(horizon.get()).contains(Duration.ofSeconds(70));
    clock.advance(Duration.ofSeconds(80));
    assertThat(horizon.get()).contains(Duration.ofSeconds(-10));
  }

  @Test
  void isNoneWhereRowsLiveForEverOrNothingIsCapturedHere() {
    assertThat(horizon(Optional.empty()).get()).isEmpty();
    assertThat(horizon(Optional.of(0L)).get()).isEmpty();
    oldest = Optional.empty();
    LossHorizon idle = horizon(Optional.of(TTL_SECONDS));
    assertThat(idle.get()).isEmpty();
    assertThat(idle.isShort()).isFalse();
  }

  @Test
  void isShortBelowAQuarterOfTheTtl() {
    LossHorizon horizon = horizon(Optional.of(TTL_SECONDS));
    clock.advance(Duration.ofSeconds(75));
    assertThat(horizon.isShort()).isFalse();
    clock.advance(Duration.ofMillis(1));
    assertThat(horizon.isShort()).isTrue();
    oldest = Optional.of(clock.instant());
    assertThat(horizon.isShort()).isFalse();
  }

  private LossHorizon horizon(Optional<Long> ttlSeconds) {
    return new LossHorizon(
        CaptureFixtures.ttl(ttlSeconds),
        () -> oldest.map(at -> new ProgressRecord(CaptureFixtures.TASK, at)),
        clock);
  }
}
