package dev.millrace.bridge.capture;

import static dev.millrace.bridge.capture.CaptureFixtures.START;
import static dev.millrace.bridge.capture.CaptureFixtures.TABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.scylladb.cdc.cql.MasterCQL;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class WatchedMasterCqlTest {

  private final SettableClock clock = new SettableClock(START);

  @Test
  void knowsWhenTheDatabaseLastAnswered() {
    var cql = watched(CompletableFuture.completedFuture(Optional.empty()));
    assertThat(cql.lastAnswer()).isEqualTo(Instant.EPOCH);
    cql.fetchGenerationEnd(CaptureFixtures.TASK.getGenerationId()).join();
    assertThat(cql.lastAnswer()).isEqualTo(START);
    clock.advance(Duration.ofSeconds(1));
    cql.fetchTableTTL(TABLE).join();
    assertThat(cql.lastAnswer()).isEqualTo(START.plusSeconds(1));
  }

  @Test
  void waitsForNoAnswerForEver() {
    var cql = watched(new CompletableFuture<>());
    assertThatThrownBy(() -> cql.fetchFirstGenerationId().get())
        .hasCauseInstanceOf(TimeoutException.class);
    assertThat(cql.lastAnswer()).isEqualTo(Instant.EPOCH);
  }

  @Test
  void anErrorIsNoAnswer() {
    var cql = watched(CompletableFuture.failedFuture(new IllegalStateException("away")));
    assertThatThrownBy(() -> cql.fetchTableTTL(TABLE).get())
        .hasCauseInstanceOf(IllegalStateException.class);
    assertThat(cql.lastAnswer()).isEqualTo(Instant.EPOCH);
  }

  private WatchedMasterCql watched(CompletableFuture<?> answer) {
    var cql =
        (MasterCQL)
            Proxy.newProxyInstance(
                WatchedMasterCqlTest.class.getClassLoader(),
                new Class<?>[] {MasterCQL.class},
                (proxy, method, arguments) -> answer);
    return new WatchedMasterCql(cql, clock, Duration.ofMillis(50));
  }
}
