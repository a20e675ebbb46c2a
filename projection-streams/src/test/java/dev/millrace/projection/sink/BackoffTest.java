package dev.millrace.projection.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackoffTest {

  private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(20), Duration.ofSeconds(2));

  @Test
  void doublesUpToTheCap() {
    assertThat(BACKOFF.boundMillis(1)).isEqualTo(20);
    assertThat(BACKOFF.boundMillis(2)).isEqualTo(40);
    assertThat(BACKOFF.boundMillis(7)).isEqualTo(1_280);
    assertThat(BACKOFF.boundMillis(8)).isEqualTo(2_000);
    assertThat(BACKOFF.boundMillis(Integer.MAX_VALUE)).isEqualTo(2_000);
  }

  @Test
  void staysBetweenHalfOfTheBoundAndTheBound() {
    for (int i = 0; i < 1_000; i++) {
      assertThat(BACKOFF.delay(2)).isBetween(Duration.ofMillis(20), Duration.ofMillis(40));
    }
  }
}
