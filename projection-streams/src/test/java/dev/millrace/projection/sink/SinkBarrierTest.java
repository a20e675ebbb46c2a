package dev.millrace.projection.sink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.projection.sink.WaitingRows.Waiting;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Offsets stay behind the writes: what a stream thread has to wait for, and what not. */
class SinkBarrierTest {

  private final BarrierHarness given = new BarrierHarness();

  @AfterEach
  void stop() {
    given.close();
  }

  @Test
  void waitsForNothingIfNothingWasWritten() {
    given.thread.run(given.barrier::awaitDurable);
  }

  @Test
  void waitsUntilTheLastWriteIsDurable() {
    given.write("a");
    given.write("b");
    Future<?> commit = given.thread.start(given.barrier::awaitDurable);
    given.rows.complete("b@1");
    given.thread.awaitWaiting(commit);
    assertThat(commit).isNotDone();
    given.rows.complete("a@1");
    StreamThread.result(commit);
  }

  @Test
  void aCommitSendsWhatWaits() {
    given.writeFew();
    given.write("last");
    assertThat(given.rows.sent()).doesNotContain("last@1");
    Future<?> commit = given.thread.start(given.barrier::awaitDurable);
    given.rows.awaitSent(PendingRows.FEW + 1);
    given.rows.completeAll();
    StreamThread.result(commit);
  }

  @Test
  void boundsTheWritesInFlightAndThoseThatWait() {
    given.writeFew();
    IntStream.range(0, BarrierHarness.MAX_IN_FLIGHT).forEach(i -> given.write("waiting" + i));
    assertThat(given.rows.sent()).as("few at once").hasSize(PendingRows.FEW);
    Future<?> oneMore =
        given.thread.start(
            () -> given.barrier.write(given.rows.destination(), "x", BarrierHarness.row("x@1")));
    given.thread.awaitWaiting(oneMore);
    assertThat(oneMore).isNotDone();
    given.rows.complete("few0@1");
    StreamThread.result(oneMore);
    assertThat(given.inFlight())
        .as("as many as there is room for")
        .isEqualTo(BarrierHarness.MAX_IN_FLIGHT);
    assertThat(given.rows.sent()).hasSize(BarrierHarness.MAX_IN_FLIGHT + 1);
  }

  @Test
  void ofARowThatChangesWhileItWaitsTheNewestVersionIsWrittenAndAllWhoWaitAreTold() {
    given.writeFew();
    List<String> told = new ArrayList<>();
    for (long version = 1; version <= 10; version++) {
      String row = "b@" + version;
      RowFate fate = error -> told.add(row + (error == null ? " durable" : " failed"));
      given.thread.run(
          () -> given.barrier.write(given.rows.destination(), "b", new Waiting<>(row, fate, true)));
    }
    given.write("b@4");
    given.rows.complete("few0@1");
    assertThat(given.rows.sent()).endsWith("b@10").hasSize(PendingRows.FEW + 1);
    assertThat(given.registry.counter("millrace.sink.merged", "projection", "test").count())
        .isEqualTo(10);
    assertThat(told).as("not yet").isEmpty();
    given.rows.complete("b@10");
    assertThat(told).hasSize(10).contains("b@1 durable", "b@10 durable");
  }
}
