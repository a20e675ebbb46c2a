package dev.millrace.projection.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
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
  private final HeldRows rows = new HeldRows();
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
    write("a");
    write("b");
    Future<?> commit = thread.start(barrier::awaitDurable);
    rows.awaitSent(2);
    rows.complete("b@1");
    thread.awaitWaiting(commit);
    assertThat(commit).isNotDone();
    rows.complete("a@1");
    StreamThread.result(commit);
  }

  @Test
  void boundsTheWritesInFlightAndThoseThatWait() {
    List.of("a", "b", "c", "d").forEach(this::write);
    assertThat(rows.sent()).as("one at once, the others when it is back").containsExactly("a@1");
    rows.complete("a@1");
    assertThat(rows.sent()).containsExactly("a@1", "b@1", "c@1", "d@1");
    assertThat(inFlight()).isEqualTo(MAX_IN_FLIGHT);
    List.of("e", "f", "g").forEach(this::write);
    Future<?> oneMore = thread.start(() -> barrier.write(rows.destination(), "h", "h@1"));
    thread.awaitWaiting(oneMore);
    assertThat(oneMore).isNotDone();
    List.of("b@1", "c@1", "d@1").forEach(rows::complete);
    StreamThread.result(oneMore);
    assertThat(inFlight()).isEqualTo(MAX_IN_FLIGHT);
  }

  @Test
  void aBuildThatDoesNotServeHasFewerRowsOnTheirWay() {
    barrier.serving(false);
    write("a");
    write("b");
    rows.complete("a@1");
    Future<?> third = thread.start(() -> barrier.write(rows.destination(), "c", "c@1"));
    StreamThread.result(third);
    assertThat(rows.sent()).as("one at a time").containsExactly("a@1", "b@1");
    barrier.serving(true);
    List.of("d", "e").forEach(this::write);
    assertThat(rows.sent()).containsExactly("a@1", "b@1");
    rows.complete("b@1");
    assertThat(rows.sent()).containsExactly("a@1", "b@1", "c@1", "d@1", "e@1");
  }

  @Test
  void ofARowThatChangesWhileItWaitsTheNewestVersionIsWritten() {
    write("a");
    for (long version = 1; version <= 10; version++) {
      write("b@" + version);
    }
    write("b@4");
    rows.complete("a@1");
    assertThat(rows.sent()).containsExactly("a@1", "b@10");
    assertThat(registry.counter("millrace.sink.merged", "projection", "test").count())
        .isEqualTo(10);
  }

  @Test
  void aFailedWriteFailsTheCommitAndEveryOneAfterIt() {
    write("a");
    write("b");
    var cause = new IllegalStateException("injected");
    Future<?> commit = thread.start(barrier::awaitDurable);
    thread.awaitWaiting(commit);
    rows.fail("a@1", cause);
    assertThatThrownBy(() -> StreamThread.result(commit))
        .isInstanceOf(SinkFailedException.class)
        .isInstanceOf(KafkaException.class)
        .hasCause(cause);
    assertThatThrownBy(() -> thread.run(barrier::awaitDurable))
        .isInstanceOf(SinkFailedException.class);
    assertThatThrownBy(() -> write("c")).isInstanceOf(SinkFailedException.class);
    assertThatThrownBy(() -> write("c")).isInstanceOf(SinkFailedException.class);
    rows.complete("b@1");
    assertThat(rows.sent()).as("nothing more is written").containsExactly("a@1", "b@1");
  }

  @Test
  void aFailedWriteIsNotFollowedByThoseThatWait() {
    write("a");
    write("b");
    rows.fail("a@1", new IllegalStateException("injected"));
    assertThat(rows.sent()).containsExactly("a@1");
  }

  @Test
  void aWriteThatCannotEvenStartFailsTheCommit() {
    rows.refuse(new IllegalArgumentException("injected"));
    write("a");
    assertThatThrownBy(() -> thread.run(barrier::awaitDurable))
        .isInstanceOf(SinkFailedException.class)
        .hasRootCauseMessage("injected");
    assertThat(registry.counter("millrace.sink.failed", "projection", "test").count()).isOne();
    assertThat(inFlight()).isZero();
  }

  @Test
  void theWritesOfOneThreadAreNotThoseOfAnother() {
    write("a");
    try (var other = new StreamThread()) {
      other.run(barrier::awaitDurable);
      rows.fail("a@1", new IllegalStateException("injected"));
      other.run(barrier::awaitDurable);
    }
  }

  @Test
  void anInterruptedWaitIsNoDurableWrite() {
    write("a");
    Future<?> commit = thread.start(barrier::awaitDurable);
    thread.awaitWaiting(commit);
    thread.interrupt();
    assertThatThrownBy(() -> StreamThread.result(commit)).isInstanceOf(InterruptException.class);
  }

  private void write(String row) {
    String versioned = row.contains("@") ? row : row + "@1";
    thread.run(() -> barrier.write(rows.destination(), rows.id(versioned), versioned));
  }

  private double inFlight() {
    return registry.get("millrace.sink.in.flight").gauge().value();
  }
}
