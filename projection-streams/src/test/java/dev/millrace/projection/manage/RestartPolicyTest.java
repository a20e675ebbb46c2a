package dev.millrace.projection.manage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.runtime.retry.Backoff;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RestartPolicyTest {

  private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

  private final RestartPolicy policy =
      new RestartPolicy(
          2, Duration.ofMinutes(1), new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(8)));

  @Test
  void laterEachTimeAndThenNotAtAll() {
    assertThat(policy.failed(NOON).orElseThrow())
        .isBetween(Duration.ofMillis(500), Duration.ofSeconds(1));
    assertThat(policy.failed(NOON).orElseThrow())
        .isBetween(Duration.ofSeconds(1), Duration.ofSeconds(2));
    assertThat(policy.failed(NOON)).isEmpty();
  }

  @Test
  void failuresOfLongAgoDoNotCount() {
    policy.failed(NOON);
    policy.failed(NOON.plusSeconds(1));
    assertThat(policy.failed(NOON.plusSeconds(61))).isPresent();
    assertThat(policy.failed(NOON.plusSeconds(61))).isEmpty();
  }

  @Test
  void anEndlessOneGoesOnForeverWithGrowingPauses() {
    RestartPolicy endless = endless();
    Instant now = NOON;
    for (int failure = 1; failure <= 500; failure++) {
      Duration pause = endless.failed(now).orElseThrow();
      if (failure > 5) {
        assertThat(pause).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(8));
      }
      now = now.plus(pause);
    }
  }

  @Test
  void threadsThatDieTogetherAreOneFailure() {
    RestartPolicy endless = endless();
    for (int thread = 0; thread < 64; thread++) {
      assertThat(endless.failed(NOON.plusMillis(thread)).orElseThrow())
          .isLessThanOrEqualTo(Duration.ofSeconds(1));
    }
    assertThat(endless.failed(NOON.plusSeconds(2)).orElseThrow())
        .isBetween(Duration.ofSeconds(1), Duration.ofSeconds(2));
  }

  private static RestartPolicy endless() {
    return RestartPolicy.endless(
        Duration.ofHours(1),
        new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(8)),
        Duration.ofSeconds(1));
  }

  @Test
  void afterSomebodyLookedAfterItItCountsAnew() {
    policy.failed(NOON);
    policy.failed(NOON);
    policy.forget();
    assertThat(policy.failed(NOON)).isPresent();
  }
}
