package dev.millrace.projection.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.projection.sink.WaitingRows.Waiting;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Offsets stay behind the writes: what a stream thread has to wait for, and what not. */
class SinkBarrierTest {

  private static final int MAX_IN_FLIGHT = 12;

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
    rows.complete("b@1");
    thread.awaitWaiting(commit);
    assertThat(commit).isNotDone();
    rows.complete("a@1");
    StreamThread.result(commit);
  }

  @Test
  void aCommitSendsWhatWaits() {
    writeFew();
    write("last");
    assertThat(rows.sent()).doesNotContain("last@1");
    Future<?> commit = thread.start(barrier::awaitDurable);
    rows.awaitSent(PendingRows.FEW + 1);
    rows.completeAll();
    StreamThread.result(commit);
  }

  @Test
  void boundsTheWritesInFlightAndThoseThatWait() {
    writeFew();
    IntStream.range(0, MAX_IN_FLIGHT).forEach(i -> write("waiting" + i));
    assertThat(rows.sent()).as("few at once").hasSize(PendingRows.FEW);
    Future<?> oneMore = thread.start(() -> barrier.write(rows.destination(), "x", row("x@1")));
    thread.awaitWaiting(oneMore);
    assertThat(oneMore).isNotDone();
    rows.complete("few0@1");
    StreamThread.result(oneMore);
    assertThat(inFlight()).as("as many as there is room for").isEqualTo(MAX_IN_FLIGHT);
    assertThat(rows.sent()).hasSize(MAX_IN_FLIGHT + 1);
  }

  @Test
  void aBuildThatDoesNotServeHasFewerRowsOnTheirWay() {
    barrier.serving(false);
    write("a");
    write("b");
    assertThat(rows.sent()).as("one at a time").containsExactly("a@1");
    rows.complete("a@1");
    assertThat(rows.sent()).containsExactly("a@1", "b@1");
    barrier.serving(true);
    write("c");
    assertThat(rows.sent()).containsExactly("a@1", "b@1", "c@1");
  }

  @Test
  void rowsOfABacklogWaitForABurst() {
    int burst = MAX_IN_FLIGHT / 2;
    IntStream.range(1, burst).forEach(i -> writeOfBacklog("old" + i));
    assertThat(rows.sent()).isEmpty();
    writeOfBacklog("old0");
    assertThat(rows.sent()).hasSize(burst);
    writeOfBacklog("next");
    rows.complete("old0@1");
    assertThat(rows.sent()).as("room alone does not send it").hasSize(burst);
  }

  @Test
  void aLimitThatShrinksBelowWhatWaitsHoldsNothingUp() {
    IntStream.range(1, MAX_IN_FLIGHT / 2).forEach(i -> writeOfBacklog("old" + i));
    barrier.serving(false);
    writeOfBacklog("new");
    assertThat(rows.sent()).as("as many as the new limit").containsExactly("old1@1");
    rows.complete("old1@1");
    assertThat(rows.sent()).containsExactly("old1@1", "old2@1");
  }

  @Test
  void aRowThatHasJustComeTakesThoseOfABacklogAlong() {
    writeOfBacklog("old");
    write("new");
    assertThat(rows.sent()).containsExactly("old@1", "new@1");
    writeOfBacklog("next");
    assertThat(rows.sent()).hasSize(2);
  }

  @Test
  void aRowOfABacklogThatHasJustChangedIsUrgent() {
    writeOfBacklog("a");
    write("a@2");
    assertThat(rows.sent()).containsExactly("a@2");
  }

  @Test
  void aCommitSendsTheRestOfABacklog() {
    writeOfBacklog("old");
    Future<?> commit = thread.start(barrier::awaitDurable);
    rows.awaitSent(1);
    rows.completeAll();
    StreamThread.result(commit);
  }

  @Test
  void aCommitSendsTheRestOfABacklogAlsoIfThereIsNoRoomYet() {
    IntStream.range(0, MAX_IN_FLIGHT + 1).forEach(i -> writeOfBacklog("old" + i));
    assertThat(rows.sent()).hasSize(MAX_IN_FLIGHT);
    Future<?> commit = thread.start(barrier::awaitDurable);
    thread.awaitWaiting(commit);
    rows.completeAll();
    rows.awaitSent(MAX_IN_FLIGHT + 1);
    rows.completeAll();
    StreamThread.result(commit);
  }

  @Test
  void ofARowThatChangesWhileItWaitsTheNewestVersionIsWrittenAndAllWhoWaitAreTold() {
    writeFew();
    List<String> told = new ArrayList<>();
    for (long version = 1; version <= 10; version++) {
      String row = "b@" + version;
      RowFate fate = error -> told.add(row + (error == null ? " durable" : " failed"));
      thread.run(() -> barrier.write(rows.destination(), "b", new Waiting<>(row, fate, true)));
    }
    write("b@4");
    rows.complete("few0@1");
    assertThat(rows.sent()).endsWith("b@10").hasSize(PendingRows.FEW + 1);
    assertThat(registry.counter("millrace.sink.merged", "projection", "test").count())
        .isEqualTo(10);
    assertThat(told).as("not yet").isEmpty();
    rows.complete("b@10");
    assertThat(told).hasSize(10).contains("b@1 durable", "b@10 durable");
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
    writeFew();
    write("b");
    rows.fail("few0@1", new IllegalStateException("injected"));
    assertThat(rows.sent()).hasSize(PendingRows.FEW);
  }

  @Test
  void aSinkThatBreaksWhileItSendsFailsTheCommitInsteadOfHoldingItUp() {
    var broken = rows.destination(batch -> new NoClassDefFoundError("injected"));
    thread.run(() -> barrier.write(broken, "a", row("a@1")));
    assertThatThrownBy(() -> thread.run(barrier::awaitDurable))
        .isInstanceOf(SinkFailedException.class)
        .hasRootCauseMessage("injected");
    assertThat(inFlight()).isZero();
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

  /** As many as go off side by side. */
  private void writeFew() {
    IntStream.range(0, PendingRows.FEW).forEach(i -> write("few" + i));
  }

  private void write(String row) {
    String versioned = row.contains("@") ? row : row + "@1";
    thread.run(() -> barrier.write(rows.destination(), rows.id(versioned), row(versioned)));
  }

  private void writeOfBacklog(String row) {
    var waiting = new Waiting<>(row + "@1", RowFate.UNWATCHED, false);
    thread.run(() -> barrier.write(rows.destination(), row, waiting));
  }

  private static Waiting<String> row(String row) {
    return new Waiting<>(row, RowFate.UNWATCHED, true);
  }

  private double inFlight() {
    return registry.get("millrace.sink.in.flight").gauge().value();
  }
}
