package dev.millrace.bridge.sequencer;

import static dev.millrace.bridge.BridgeFixtures.ORDER;
import static dev.millrace.bridge.BridgeFixtures.captured;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.bridge.BridgeFixtures;
import dev.millrace.contract.CapturedEvent;
import dev.millrace.contract.Watermark;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** When the store is asked, and what follows from its answers. */
class GapFillingTest {

  private static final Duration GRACE = Duration.ofSeconds(2);
  private static final WaitLimits LIMITS = new WaitLimits(GRACE, 100);
  private static final UUID OTHER = new UUID(7, 7);

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final InMemoryState state = new InMemoryState();
  private final HeldEventStore store = new HeldEventStore();
  private final Semaphore permits = new Semaphore(1);
  private final List<Long> out = new ArrayList<>();
  private Instant now = BridgeFixtures.NOON;
  private Waits waits = new Waits(state, LIMITS, now);
  private PartitionSequence sequence = sequence();

  private PartitionSequence sequence() {
    return new PartitionSequence(
        state, waits, new GapReads(store, permits), new SequencerMetrics(registry));
  }

  @Test
  void asksForAHoleOnlyAfterTheGrace() {
    storeHas(ORDER, 1, 2, 3, 4);
    take(1);
    take(4);
    tick(GRACE.minusMillis(1));
    assertThat(store.reads()).isZero();
    tick(Duration.ofMillis(1));
    assertThat(store.reads()).isEqualTo(1);
    answer();
    assertThat(out).containsExactly(1L, 2L, 3L, 4L);
    assertThat(sequence.isWaiting()).isFalse();
    assertThat(state.awaited()).isEmpty();
    assertThat(filled("hole")).isEqualTo(2);
    assertThat(filled("tail")).isZero();
  }

  @Test
  void fillsATailThatOnlyAWatermarkTellsOf() {
    storeHas(ORDER, 1, 2);
    take(1);
    sequence.learn(new Watermark(ORDER, 2), now);
    tick(GRACE);
    answer();
    assertThat(out).containsExactly(1L, 2L);
    assertThat(filled("tail")).isEqualTo(1);
  }

  @Test
  void knowsNothingNewFromAWatermarkOfThePast() {
    take(1);
    take(2);
    sequence.learn(new Watermark(ORDER, 2), now);
    sequence.learn(new Watermark(ORDER, 1), now);
    assertThat(sequence.isWaiting()).isFalse();
  }

  @Test
  void doesNotAskForWhatComesWithinTheGrace() {
    take(2);
    tick(GRACE.minusMillis(1));
    take(1);
    tick(GRACE);
    assertThat(store.reads()).isZero();
    assertThat(out).containsExactly(1L, 2L);
  }

  @Test
  void aStepForwardBeginsTheGraceAnew() {
    take(3);
    tick(GRACE.minusMillis(1));
    take(1);
    tick(GRACE.minusMillis(1));
    assertThat(store.reads()).isZero();
    tick(Duration.ofMillis(1));
    assertThat(store.reads()).isEqualTo(1);
  }

  @Test
  void readsAGapOfManyEventsInParts() {
    storeHas(ORDER, LongStream.rangeClosed(1, 10).toArray());
    sequence.learn(new Watermark(ORDER, 10), now);
    tick(GRACE);
    while (store.held() > 0) {
      answer();
    }
    assertThat(out).hasSize(10);
    assertThat(store.reads()).isEqualTo(4);
  }

  @Test
  void asksForSoManyAtATimeAndNoMore() {
    storeHas(ORDER, 1);
    storeHas(OTHER, 1);
    sequence.learn(new Watermark(ORDER, 1), now);
    sequence.learn(new Watermark(OTHER, 1), now);
    tick(GRACE);
    assertThat(store.held()).isEqualTo(1);
    answer();
    assertThat(store.held()).isEqualTo(1);
    answer();
    assertThat(out).containsExactly(1L, 1L);
  }

  @Test
  void leavesHalfOfTheReadsToOtherPartitions() {
    permits.release(3);
    LongStream.range(0, 4).forEach(i -> sequence.learn(new Watermark(new UUID(i, i), 1), now));
    tick(GRACE);
    assertThat(store.held()).isEqualTo(2);
    tick(Duration.ZERO);
    assertThat(store.held()).isEqualTo(3);
  }

  @Test
  void asksOnceForOneGapHoweverLongTheAnswerTakes() {
    permits.release();
    sequence.learn(new Watermark(ORDER, 1), now);
    tick(GRACE);
    tick(Duration.ofMinutes(1));
    assertThat(store.reads()).isEqualTo(1);
    assertThat(state(ORDER)).isEqualTo(Wait.State.FILLING);
  }

  @Test
  void asksAgainWhenTheStoreWasAway() {
    storeHas(ORDER, 1);
    sequence.learn(new Watermark(ORDER, 1), now);
    tick(GRACE);
    store.fail(0);
    tick(Duration.ZERO);
    assertThat(store.reads()).isEqualTo(1);
    assertThat(state(ORDER)).isEqualTo(Wait.State.WAITING);
    tick(Duration.ofSeconds(10));
    answer();
    assertThat(out).containsExactly(1L);
    assertThat(registry.get("millrace.sequencer.gap.reads.failed").counter().count()).isEqualTo(1);
  }

  @Test
  void waitsForAHoleThatTheStoreHasNeitherAndAsksSeldom() {
    storeHas(ORDER, 1, 3);
    take(1);
    take(3);
    tick(GRACE);
    answer();
    assertThat(state(ORDER)).isEqualTo(Wait.State.UNFILLABLE);
    int before = store.reads();
    for (int i = 0; i < 600; i++) {
      tick(Duration.ofSeconds(1));
      store.answerAll();
    }
    // Doubling from a second to a minute: ten minutes hold about twenty waits of that kind.
    assertThat(store.reads() - before).isBetween(8, 30);
    assertThat(out).containsExactly(1L);
    storeHas(ORDER, 2);
    // A minute from the last answer, which may not have been taken yet.
    for (int i = 0; i < 63; i++) {
      tick(Duration.ofSeconds(1));
      store.answerAll();
    }
    assertThat(out).containsExactly(1L, 2L, 3L);
  }

  @Test
  void takesNothingFromTheStoreBeyondAHoleOfTheStore() {
    storeHas(ORDER, 1, 3);
    sequence.learn(new Watermark(ORDER, 3), now);
    tick(GRACE);
    answer();
    assertThat(out).containsExactly(1L);
    assertThat(state.parkedCount(ORDER)).isZero();
    answer();
    assertThat(state(ORDER)).isEqualTo(Wait.State.UNFILLABLE);
  }

  @Test
  void anEventThatIsNotToBePublishedIsAskedForNoMore() {
    store.put(captured(BridgeFixtures.event(ORDER, 1), "payroll"));
    sequence.learn(new Watermark(ORDER, 1), now);
    tick(GRACE);
    answer();
    assertThat(state(ORDER)).isEqualTo(Wait.State.REFUSED);
    tick(Duration.ofDays(1));
    assertThat(store.reads()).isEqualTo(1);
  }

  @Test
  void anEventThatWasRefusedIsFoundInTheStoreAfterARestart() {
    sequence.accept(captured(BridgeFixtures.event(ORDER, 1), "payroll"), this::emit, now);
    tick(Duration.ofDays(1));
    assertThat(store.reads()).isZero();
    storeHas(ORDER, 1);
    waits = new Waits(state, LIMITS, now);
    sequence = sequence();
    tick(GRACE);
    answer();
    assertThat(out).containsExactly(1L);
  }

  @Test
  void findsTheParkedOfAReleaseThatKeptNoWaits() {
    state.parked(ORDER).add(2, captured(ORDER, 2));
    storeHas(ORDER, 1);
    waits = new Waits(state, LIMITS, now);
    sequence = sequence();
    tick(GRACE);
    answer();
    assertThat(out).containsExactly(1L, 2L);
  }

  private Wait.State state(UUID aggregate) {
    return waits.of(aggregate).orElseThrow().state();
  }

  private void storeHas(UUID aggregate, long... sequences) {
    LongStream.of(sequences).forEach(sequence -> store.put(captured(aggregate, sequence)));
  }

  private void take(long sequenceNumber) {
    sequence.accept(captured(ORDER, sequenceNumber), this::emit, now);
  }

  private void answer() {
    store.answer(0);
    tick(Duration.ZERO);
  }

  private void tick(Duration later) {
    now = now.plus(later);
    sequence.fillGaps(this::emit, now);
  }

  private boolean emit(CapturedEvent event) {
    return "order-events".equals(event.topic()) && out.add(event.event().sequence());
  }

  private double filled(String cause) {
    return registry.get("millrace.sequencer.gaps.filled").tag("cause", cause).counter().count();
  }
}
