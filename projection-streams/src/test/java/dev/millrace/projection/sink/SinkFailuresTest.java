package dev.millrace.projection.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.Future;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A row that cannot be written takes its thread with it, and no offset is committed. */
class SinkFailuresTest {

  private final BarrierHarness given = new BarrierHarness();

  @AfterEach
  void stop() {
    given.close();
  }

  @Test
  void aFailedWriteFailsTheCommitAndEveryOneAfterIt() {
    given.write("a");
    given.write("b");
    var cause = new IllegalStateException("injected");
    Future<?> commit = given.thread.start(given.barrier::awaitDurable);
    given.thread.awaitWaiting(commit);
    given.rows.fail("a@1", cause);
    assertThatThrownBy(() -> StreamThread.result(commit))
        .isInstanceOf(SinkFailedException.class)
        .isInstanceOf(KafkaException.class)
        .hasCause(cause);
    assertThatThrownBy(() -> given.thread.run(given.barrier::awaitDurable))
        .isInstanceOf(SinkFailedException.class);
    assertThatThrownBy(() -> given.write("c")).isInstanceOf(SinkFailedException.class);
    assertThatThrownBy(() -> given.write("c")).isInstanceOf(SinkFailedException.class);
    given.rows.complete("b@1");
    assertThat(given.rows.sent()).as("nothing more is written").containsExactly("a@1", "b@1");
  }

  @Test
  void aFailedWriteIsNotFollowedByThoseThatWait() {
    given.writeFew();
    given.write("b");
    given.rows.fail("few0@1", new IllegalStateException("injected"));
    assertThat(given.rows.sent()).hasSize(PendingRows.FEW);
  }

  @Test
  void aSinkThatBreaksWhileItSendsFailsTheCommitInsteadOfHoldingItUp() {
    var broken = given.rows.destination(batch -> new NoClassDefFoundError("injected"));
    given.thread.run(() -> given.barrier.write(broken, "a", BarrierHarness.row("a@1")));
    assertThatThrownBy(() -> given.thread.run(given.barrier::awaitDurable))
        .isInstanceOf(SinkFailedException.class)
        .hasRootCauseMessage("injected");
    assertThat(given.inFlight()).isZero();
  }

  @Test
  void aWriteThatCannotEvenStartFailsTheCommit() {
    given.rows.refuse(new IllegalArgumentException("injected"));
    given.write("a");
    assertThatThrownBy(() -> given.thread.run(given.barrier::awaitDurable))
        .isInstanceOf(SinkFailedException.class)
        .hasRootCauseMessage("injected");
    assertThat(given.registry.counter("millrace.sink.failed", "projection", "test").count())
        .isOne();
    assertThat(given.inFlight()).isZero();
  }

  @Test
  void theWritesOfOneThreadAreNotThoseOfAnother() {
    given.write("a");
    try (var other = new StreamThread()) {
      other.run(given.barrier::awaitDurable);
      given.rows.fail("a@1", new IllegalStateException("injected"));
      other.run(given.barrier::awaitDurable);
    }
  }

  @Test
  void anInterruptedWaitIsNoDurableWrite() {
    given.write("a");
    Future<?> commit = given.thread.start(given.barrier::awaitDurable);
    given.thread.awaitWaiting(commit);
    given.thread.interrupt();
    assertThatThrownBy(() -> StreamThread.result(commit)).isInstanceOf(InterruptException.class);
  }
}
