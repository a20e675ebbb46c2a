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
  void afterSomebodyLookedAfterItItCountsAnew() {
    policy.failed(NOON);
    policy.failed(NOON);
    policy.forget();
    assertThat(policy.failed(NOON)).isPresent();
  }
}
