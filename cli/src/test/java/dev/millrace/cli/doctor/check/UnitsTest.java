package dev.millrace.cli.doctor.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class UnitsTest {

  @Test
  void choosesTheUnit() {
    assertThat(Units.duration(Duration.ofMillis(1_999))).isEqualTo("1999 ms");
    assertThat(Units.duration(Duration.ofMillis(-40))).isEqualTo("-40 ms");
    assertThat(Units.duration(Duration.ofMillis(2_500))).isEqualTo("2.5 s");
    assertThat(Units.duration(Duration.ofMinutes(5))).isEqualTo("5 min");
    assertThat(Units.duration(Duration.ofHours(30))).isEqualTo("30 h");
    assertThat(Units.duration(Duration.ofDays(7))).isEqualTo("7 d");
  }

  @Test
  void countsThings() {
    assertThat(Units.count(1, "task")).isEqualTo("1 task");
    assertThat(Units.count(0, "task")).isEqualTo("0 tasks");
  }
}
