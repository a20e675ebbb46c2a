package dev.millrace.bridge.capture;

import static dev.millrace.bridge.capture.CaptureFixtures.START;
import static dev.millrace.bridge.capture.CaptureFixtures.TASK;
import static org.assertj.core.api.Assertions.assertThat;

import com.scylladb.cdc.model.TaskId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TaskStarterTest {

  private static final long TTL_SECONDS = 3_600;
  private static final Instant NOW = START.plus(Duration.ofDays(1)).plusNanos(123_456);
  private static final Instant OLDEST = START.plus(Duration.ofDays(1)).minusSeconds(TTL_SECONDS);

  @Test
  void startsWhereTheGenerationBegins() {
    assertThat(start(Map.of(), Optional.empty())).isEqualTo(START);
    assertThat(start(Map.of(), Optional.of(0L))).isEqualTo(START);
  }

  @Test
  void startsWhereItLeftOff() {
    Instant saved = OLDEST.plusSeconds(1);
    assertThat(start(Map.of(TASK, saved), Optional.of(TTL_SECONDS))).isEqualTo(saved);
  }

  @Test
  void startsAtTheOldestRowThatHasNotExpiredAtAWholeMillisecond() {
    assertThat(start(Map.of(), Optional.of(TTL_SECONDS))).isEqualTo(OLDEST);
    assertThat(start(Map.of(TASK, OLDEST.minusMillis(1)), Optional.of(TTL_SECONDS)))
        .isEqualTo(OLDEST);
  }

  private static Instant start(Map<TaskId, Instant> saved, Optional<Long> ttl) {
    var kafka = new CaptureKafka();
    var tools =
        CaptureFixtures.tools(
            (query, rows) -> {},
            CaptureFixtures.progress(kafka, saved),
            kafka,
            new SettableClock(NOW));
    return new TaskStarter(CaptureFixtures.SETTINGS, CaptureFixtures.ttl(ttl), tools)
        .task(TASK, CaptureFixtures.STREAMS)
        .position();
  }
}
