package dev.millrace.projection.manage;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.NoNodeAvailableException;
import dev.millrace.projection.Build;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a build answers when its threads die. */
class SupervisedBuildTest {

  private final AtomicReference<@Nullable Function<Throwable, StreamThreadExceptionResponse>> died =
      new AtomicReference<>();
  private final SupervisedBuild build =
      new SupervisedBuild(
          Build.first("order"),
          (paused, threadDied) -> {
            died.set(threadDied);
            throw new NoNodeAvailableException();
          });

  SupervisedBuildTest() {
    build.tend(Wanted.RUNNING, Instant.EPOCH);
  }

  @Test
  void anOutageStopsNoBuildHoweverManyThreadsDieOfIt() {
    // Nobody waits any more.
    build.close();
    for (int thread = 0; thread < 200; thread++) {
      assertThat(threadDied(away())).isEqualTo(StreamThreadExceptionResponse.REPLACE_THREAD);
    }
    assertThat(build.state()).isNotEqualTo(SupervisedBuild.State.STOPPED);
  }

  @Test
  void aThreadIsReplacedAfterAWhile() {
    long begin = System.nanoTime();
    threadDied(away());
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(45));
  }

  @Test
  void whatLastsIsNotTriedByAnotherThread() {
    assertThat(threadDied(new IllegalStateException("a fault")))
        .isEqualTo(StreamThreadExceptionResponse.SHUTDOWN_CLIENT);
  }

  private static Throwable away() {
    return new StreamsException(new TimeoutException("broker away"));
  }

  private StreamThreadExceptionResponse threadDied(Throwable error) {
    return requireNonNull(died.get()).apply(error);
  }
}
