package dev.millrace.projection.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Offsets stay behind the writes: what a stream thread has to wait for, and what not. */
class SinkBarrierTest {

  private static final int MAX_IN_FLIGHT = 3;

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final SinkBarrier barrier =
      new SinkBarrier(MAX_IN_FLIGHT, new SinkMetrics(registry, "test"));
  private final Deque<CompletableFuture<Void>> writes = new ArrayDeque<>();
  private final StreamThread thread = new StreamThread();

  @AfterEach
  void stop() {
    thread.close();
  }

  @Test
  void waitsForNothingIfNothingWasWritten() {
    thread.run(barrier::awaitDurable);
  }

  @Test
  void waitsUntilTheLastWriteIsDurable() {
    thread.run(this::write);
    thread.run(this::write);
    Future<?> commit = thread.start(barrier::awaitDurable);
    writes.removeLast().complete(null);
    thread.awaitWaiting(commit);
    assertThat(commit).isNotDone();
    writes.removeLast().complete(null);
    StreamThread.result(commit);
  }

  @Test
  void boundsTheWritesInFlight() {
    for (int i = 0; i < MAX_IN_FLIGHT; i++) {
      thread.run(this::write);
    }
    Future<?> oneMore = thread.start(this::write);
    thread.awaitWaiting(oneMore);
    assertThat(oneMore).isNotDone();
    assertThat(writes).hasSize(MAX_IN_FLIGHT);
    assertThat(registry.get("millrace.sink.in.flight").gauge().value()).isEqualTo(MAX_IN_FLIGHT);
    writes.removeFirst().complete(null);
    StreamThread.result(oneMore);
    assertThat(writes).hasSize(MAX_IN_FLIGHT);
  }

  @Test
  void aFailedWriteFailsTheCommitAndEveryOneAfterIt() {
    thread.run(this::write);
    Future<?> commit = thread.start(barrier::awaitDurable);
    thread.awaitWaiting(commit);
    var cause = new IllegalStateException("injected");
    writes.removeFirst().completeExceptionally(cause);
    assertThatThrownBy(() -> StreamThread.result(commit))
        .isInstanceOf(SinkFailedException.class)
        .isInstanceOf(KafkaException.class)
        .hasCause(cause);
    assertThatThrownBy(() -> thread.run(barrier::awaitDurable))
        .isInstanceOf(SinkFailedException.class);
    assertThatThrownBy(() -> thread.run(this::write)).isInstanceOf(SinkFailedException.class);
    assertThat(writes).as("nothing more is written").isEmpty();
  }

  @Test
  void aWriteThatCannotEvenStartFailsTheCommit() {
    Sink<String> broken =
        row -> {
          throw new IllegalArgumentException("injected");
        };
    thread.run(() -> barrier.write(broken, "row"));
    assertThatThrownBy(() -> thread.run(barrier::awaitDurable))
        .isInstanceOf(SinkFailedException.class)
        .hasRootCauseMessage("injected");
    assertThat(registry.counter("millrace.sink.failed", "projection", "test").count()).isOne();
    assertThat(registry.get("millrace.sink.in.flight").gauge().value()).isZero();
  }

  @Test
  void theWritesOfOneThreadAreNotThoseOfAnother() {
    thread.run(this::write);
    try (var other = new StreamThread()) {
      other.run(barrier::awaitDurable);
      writes.removeFirst().completeExceptionally(new IllegalStateException("injected"));
      other.run(barrier::awaitDurable);
    }
  }

  @Test
  void anInterruptedWaitIsNoDurableWrite() {
    thread.run(this::write);
    Future<?> commit = thread.start(barrier::awaitDurable);
    thread.awaitWaiting(commit);
    thread.interrupt();
    assertThatThrownBy(() -> StreamThread.result(commit)).isInstanceOf(InterruptException.class);
  }

  private void write() {
    barrier.write(
        row -> {
          var write = new CompletableFuture<Void>();
          writes.add(write);
          return write;
        },
        "row");
  }
}
