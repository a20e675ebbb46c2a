package dev.millrace.runtime.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class EventLatencyTest {

  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final EventLatency latency =
      new EventLatency("place", Tags.empty(), registry, Clock.fixed(NOON, ZoneOffset.UTC));

  @Test
  void isTheTimeSinceTheEventOccurred() {
    latency.arrived(NOON.minusMillis(120));
    assertThat(timer().count()).isEqualTo(1);
    assertThat(timer().totalTime(TimeUnit.MILLISECONDS)).isEqualTo(120);
  }

  @Test
  void leavesOutWhatIsReplayed() {
    latency.arrived(NOON.minus(Duration.ofHours(1)));
    latency.arrived(NOON.minus(Duration.ofDays(300)));
    assertThat(timer().count()).isZero();
  }

  @Test
  void isNothingWhereTheOtherClockIsAhead() {
    latency.arrived(NOON.plusMillis(5));
    assertThat(timer().count()).isEqualTo(1);
    assertThat(timer().totalTime(TimeUnit.MILLISECONDS)).isZero();
  }

  private Timer timer() {
    return registry.get("millrace.place.latency").timer();
  }
}
