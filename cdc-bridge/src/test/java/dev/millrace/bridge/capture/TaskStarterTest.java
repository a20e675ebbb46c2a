package dev.millrace.bridge.capture;

import static dev.millrace.bridge.capture.CaptureFixtures.START;
import static dev.millrace.bridge.capture.CaptureFixtures.TASK;
import static org.assertj.core.api.Assertions.assertThat;

import com.scylladb.cdc.cql.MasterCQL;
import com.scylladb.cdc.model.TaskId;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class TaskStarterTest {

  private static final long TTL_SECONDS = 3_600;
  private static final Instant NOW = START.plus(Duration.ofDays(1)).plusNanos(123_456);
  private static final Instant OLDEST = START.plus(Duration.ofDays(1)).minusSeconds(TTL_SECONDS);
  // Whatever it reads, it stays where it started.
  private static final CdcLog AWAY =
      (query, rows) -> {
        throw new IOException("away");
      };

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
            AWAY, new CaptureProgress(kafka, saved), kafka, new SettableClock(NOW));
    var starter = new TaskStarter(tableWithTtl(ttl), CaptureFixtures.SETTINGS, tools);
    try (CaptureTasks tasks = starter.start(CaptureFixtures.generation(START))) {
      return tasks.position(TASK).orElseThrow();
    }
  }

  /** A database that knows one thing. */
  private static MasterCQL tableWithTtl(Optional<Long> seconds) {
    return (MasterCQL)
        Proxy.newProxyInstance(
            TaskStarterTest.class.getClassLoader(),
            new Class<?>[] {MasterCQL.class},
            (proxy, method, arguments) -> {
              assertThat(method.getName()).isEqualTo("fetchTableTTL");
              return CompletableFuture.completedFuture(seconds);
            });
  }
}
