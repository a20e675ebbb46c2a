package dev.millrace.projection.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Rows that nobody waits for, and builds that do not serve. */
class SinkBacklogTest {

  private final BarrierHarness given = new BarrierHarness();

  @AfterEach
  void stop() {
    given.close();
  }

  @Test
  void rowsOfABacklogWaitForABurst() {
    int burst = BarrierHarness.MAX_IN_FLIGHT / 2;
    IntStream.range(1, burst).forEach(i -> given.writeOfBacklog("old" + i));
    assertThat(given.rows.sent()).isEmpty();
    given.writeOfBacklog("old0");
    assertThat(given.rows.sent()).hasSize(burst);
    given.writeOfBacklog("next");
    given.rows.complete("old0@1");
    assertThat(given.rows.sent()).as("room alone does not send it").hasSize(burst);
  }

  @Test
  void aLimitThatShrinksBelowWhatWaitsHoldsNothingUp() {
    IntStream.range(1, BarrierHarness.MAX_IN_FLIGHT / 2)
        .forEach(i -> given.writeOfBacklog("old" + i));
    given.barrier.serving(false);
    given.writeOfBacklog("new");
    assertThat(given.rows.sent()).as("as many as the new limit").containsExactly("old1@1");
    given.rows.complete("old1@1");
    assertThat(given.rows.sent()).containsExactly("old1@1", "old2@1");
  }

  @Test
  void aRowThatHasJustComeTakesThoseOfABacklogAlong() {
    given.writeOfBacklog("old");
    given.write("new");
    assertThat(given.rows.sent()).containsExactly("old@1", "new@1");
    given.writeOfBacklog("next");
    assertThat(given.rows.sent()).hasSize(2);
  }

  @Test
  void aRowOfABacklogThatHasJustChangedIsUrgent() {
    given.writeOfBacklog("a");
    given.write("a@2");
    assertThat(given.rows.sent()).containsExactly("a@2");
  }

  @Test
  void aCommitSendsTheRestOfABacklog() {
    given.writeOfBacklog("old");
    Future<?> commit = given.thread.start(given.barrier::awaitDurable);
    given.rows.awaitSent(1);
    given.rows.completeAll();
    StreamThread.result(commit);
  }

  @Test
  void aCommitSendsTheRestOfABacklogAlsoIfThereIsNoRoomYet() {
    IntStream.range(0, BarrierHarness.MAX_IN_FLIGHT + 1)
        .forEach(i -> given.writeOfBacklog("old" + i));
    assertThat(given.rows.sent()).hasSize(BarrierHarness.MAX_IN_FLIGHT);
    Future<?> commit = given.thread.start(given.barrier::awaitDurable);
    given.thread.awaitWaiting(commit);
    given.rows.completeAll();
    given.rows.awaitSent(BarrierHarness.MAX_IN_FLIGHT + 1);
    given.rows.completeAll();
    StreamThread.result(commit);
  }

  @Test
  void aBuildThatDoesNotServeHasFewerRowsOnTheirWay() {
    given.barrier.serving(false);
    given.write("a");
    given.write("b");
    assertThat(given.rows.sent()).as("one at a time").containsExactly("a@1");
    given.rows.complete("a@1");
    assertThat(given.rows.sent()).containsExactly("a@1", "b@1");
    given.barrier.serving(true);
    given.write("c");
    assertThat(given.rows.sent()).containsExactly("a@1", "b@1", "c@1");
  }

  @Test
  void aBuildThatDoesNotServeRestsFromItsBacklogAndFromNothingElse() {
    given.writeOfBacklog("serving");
    given.barrier.serving(false);
    given.write("fresh");
    assertThat(given.rests()).isZero();
    given.rows.completeAll();
    given.writeOfBacklog("old");
    assertThat(given.rests()).isEqualTo(1);
  }
}
