package dev.millrace.command.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.runtime.http.ProblemException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class InFlightLimitTest {

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final InFlightLimit limit = new InFlightLimit(2, registry);

  @Test
  void refusesOneMoreAtOnceAndStartsNothing() {
    fill();
    assertThatThrownBy(() -> limit.run(() -> CompletableFuture.failedStage(new AssertionError())))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> {
              assertThat(e.problem().status()).isEqualTo(503);
              assertThat(e.problem().detail()).contains("2 requests");
            });
    assertThat(registry.counter("millrace.requests.refused").count()).isEqualTo(1);
    assertThat(registry.get("millrace.requests.in.flight").gauge().value()).isEqualTo(2);
  }

  @Test
  void hasRoomAgainWhenOneHasEndedHoweverItEnded() {
    start().complete("well");
    start().completeExceptionally(new IllegalStateException("badly"));
    assertThatThrownBy(
            () ->
                limit.run(
                    () -> {
                      throw new IllegalStateException("not even started");
                    }))
        .hasMessage("not even started");
    fill();
    assertThat(registry.counter("millrace.requests.refused").count()).isZero();
  }

  private void fill() {
    assertThat(start()).isNotDone();
    assertThat(start()).isNotDone();
  }

  private CompletableFuture<String> start() {
    var work = new CompletableFuture<String>();
    var unused = limit.run(() -> work);
    return work;
  }
}
