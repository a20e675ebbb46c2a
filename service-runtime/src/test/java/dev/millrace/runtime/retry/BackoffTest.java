package dev.millrace.runtime.retry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackoffTest {

  private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(10), Duration.ofMillis(500));

  @Test
  void doublesUpToTheCap() {
    assertThat(BACKOFF.ceilingMillis(1)).isEqualTo(10);
    assertThat(BACKOFF.ceilingMillis(2)).isEqualTo(20);
    assertThat(BACKOFF.ceilingMillis(6)).isEqualTo(320);
    assertThat(BACKOFF.ceilingMillis(7)).isEqualTo(500);
  }

  @Test
  void staysAtTheCapHoweverOftenItFails() {
    assertThat(BACKOFF.ceilingMillis(1_000)).isEqualTo(500);
    assertThat(Backoff.USUAL.ceilingMillis(Integer.MAX_VALUE)).isEqualTo(10_000);
  }

  @Test
  void waitsBetweenHalfAndAllOfTheCeiling() {
    for (int i = 0; i < 1_000; i++) {
      assertThat(BACKOFF.delay(3)).isBetween(Duration.ofMillis(20), Duration.ofMillis(40));
    }
  }
}
