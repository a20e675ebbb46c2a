package dev.millrace.bridge.sequencer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class ThreadDeathsTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final ThreadDeaths deaths = new ThreadDeaths();

  @Test
  void nobodyDied() {
    assertThat(deaths.areOvercome(START)).isTrue();
  }

  @Test
  void oneDeathIsOvercomeAfterTenSeconds() {
    deaths.died(START);
    assertThat(deaths.areOvercome(START.plusSeconds(9))).isFalse();
    assertThat(deaths.areOvercome(START.plusSeconds(10))).isTrue();
  }

  @Test
  void aThreadThatDiesAgainAndAgainIsNeverAtWorkForLong() {
    for (int second = 0; second < 600; second += 15) {
      deaths.died(START.plusSeconds(second));
    }
    assertThat(deaths.areOvercome(START.plusSeconds(599))).isFalse();
    deaths.died(START.plusSeconds(600));
    assertThat(deaths.areOvercome(START.plusSeconds(659))).isFalse();
    assertThat(deaths.areOvercome(START.plusSeconds(660))).isTrue();
  }

  @Test
  void deathsFarApartHaveNothingToDoWithEachOther() {
    deaths.died(START);
    deaths.died(START.plusSeconds(601));
    assertThat(deaths.areOvercome(START.plusSeconds(611))).isTrue();
  }
}
