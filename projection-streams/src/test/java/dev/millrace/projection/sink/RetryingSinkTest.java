package dev.millrace.projection.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.DriverTimeoutException;
import com.datastax.oss.driver.api.core.InvalidKeyspaceException;
import com.datastax.oss.driver.api.core.NoNodeAvailableException;
import dev.millrace.runtime.retry.Backoff;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RetryingSinkTest {

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final Deque<RuntimeException> failures = new ArrayDeque<>();
  private final List<String> attempts = new ArrayList<>();
  private final RetryingSink<String> sink =
      new RetryingSink<>(
          this::attempt,
          new Backoff(Duration.ofMillis(1), Duration.ofMillis(2)),
          new SinkMetrics(registry, "test"));

  @Test
  void writesOnceIfThatWorks() {
    write();
    assertThat(attempts).containsExactly("row");
    assertThat(retried()).isZero();
  }

  @Test
  void writesTheSameRowAgainUntilTheDatabaseIsBack() {
    for (int i = 0; i < 10; i++) {
      failures.add(new NoNodeAvailableException());
      // As it comes through a chain of futures.
      failures.add(new CompletionException(new DriverTimeoutException("injected")));
    }
    write();
    assertThat(attempts).hasSize(21).containsOnly("row");
    assertThat(retried()).isEqualTo(20);
  }

  @Test
  void aFailureThatLastsIsTheAnswer() {
    failures.add(new DriverTimeoutException("injected"));
    failures.add(new InvalidKeyspaceException("injected"));
    assertThatThrownBy(this::write).hasCauseInstanceOf(InvalidKeyspaceException.class);
    assertThat(attempts).hasSize(2);
  }

  @Test
  void aRowThatCannotBeBoundFailsAndDoesNotThrow() {
    Sink<String> broken =
        row -> {
          throw new ArithmeticException("injected");
        };
    var retrying =
        new RetryingSink<>(
            broken, new Backoff(Duration.ZERO, Duration.ZERO), new SinkMetrics(registry, "test"));
    assertThat(retrying.write("row"))
        .isCompletedExceptionally()
        .failsWithin(Duration.ZERO)
        .withThrowableThat()
        .withCauseInstanceOf(ArithmeticException.class);
  }

  private void write() {
    sink.write("row").toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
  }

  private synchronized CompletionStage<Void> attempt(String row) {
    attempts.add(row);
    return failures.isEmpty()
        ? CompletableFuture.completedStage(null)
        : CompletableFuture.failedStage(failures.remove());
  }

  private double retried() {
    return registry.counter("millrace.sink.retried", "projection", "test").count();
  }
}
