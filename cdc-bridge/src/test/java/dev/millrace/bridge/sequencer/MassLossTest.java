package dev.millrace.bridge.sequencer;

import static dev.millrace.bridge.BridgeFixtures.captured;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.bridge.BridgeFixtures;
import dev.millrace.contract.CapturedEvent;
import dev.millrace.contract.Watermark;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Very many aggregates of which nothing came: few are in memory, and none is forgotten. */
class MassLossTest {

  private static final int AGGREGATES = 100_000;
  private static final int FEW = 1_000;
  private static final Duration GRACE = Duration.ofSeconds(2);
  private static final WaitLimits LIMITS = new WaitLimits(GRACE, FEW);

  private final InMemoryState state = new InMemoryState();
  private final HeldEventStore store = new HeldEventStore();
  private final Semaphore permits = new Semaphore(16);
  private final SequencerMetrics metrics = new SequencerMetrics(new SimpleMeterRegistry());
  private final Map<UUID, Long> out = new HashMap<>();
  private Instant now = BridgeFixtures.NOON;
  private Waits waits = new Waits(state, LIMITS, now);
  private PartitionSequence sequence = sequence();

  private PartitionSequence sequence() {
    return new PartitionSequence(state, waits, new GapReads(store, permits), metrics);
  }

  @Test
  void everythingComesOutThoughFewAreInMemory() {
    forEachAggregate(id -> store.put(captured(id, 1)));
    forEachAggregate(id -> sequence.learn(new Watermark(id, 1), now));
    assertThat(waits.inMemory()).hasSize(FEW);
    assertThat(waits.total()).isEqualTo(AGGREGATES);
    restart();
    assertThat(waits.inMemory()).hasSize(FEW);
    assertThat(waits.total()).isEqualTo(AGGREGATES);
    now = now.plus(GRACE);
    fillAll();
    assertThat(out).hasSize(AGGREGATES).containsValue(1L).doesNotContainValue(2L);
    assertThat(state.awaited()).isEmpty();
  }

  @Test
  void whatIsParkedBeyondMemoryIsFoundWhenItsTurnComes() {
    forEachAggregate(id -> take(captured(id, 2)));
    assertThat(waits.inMemory()).hasSize(FEW);
    forEachAggregate(id -> take(captured(id, 1)));
    assertThat(out).hasSize(AGGREGATES).containsValue(2L).doesNotContainValue(1L);
    assertThat(waits.isEmpty()).isTrue();
    assertThat(state.anyParked()).isFalse();
    assertThat(state.awaited()).isEmpty();
  }

  @Test
  void thoseThatNobodyCanHelpMakeRoomForOthers() {
    LongStream.range(0, 10 * FEW).forEach(i -> sequence.learn(new Watermark(id(i), 1), now));
    comesOut(id(10 * FEW - 1));
    // It has made room, and has its turn again.
    comesOut(id(0));
    assertThat(waits.total()).isEqualTo(10 * FEW - 2);
  }

  private void comesOut(UUID aggregate) {
    store.put(captured(aggregate, 1));
    for (int minutes = 0; minutes < 30 && !out.containsKey(aggregate); minutes++) {
      now = now.plus(Duration.ofMinutes(1));
      for (int i = 0; i < FEW && !out.containsKey(aggregate); i++) {
        store.answerAll();
        sequence.fillGaps(this::emit, now);
        assertThat(waits.inMemory()).hasSizeLessThanOrEqualTo(FEW);
      }
    }
    assertThat(out).containsEntry(aggregate, 1L);
  }

  private void restart() {
    waits = new Waits(state, LIMITS, now);
    sequence = sequence();
  }

  private void fillAll() {
    for (int i = 0; i < AGGREGATES && sequence.isWaiting(); i++) {
      sequence.fillGaps(this::emit, now);
      store.answerAll();
      assertThat(waits.inMemory()).hasSizeLessThanOrEqualTo(FEW);
    }
  }

  private void take(CapturedEvent event) {
    sequence.accept(event, this::emit, now);
  }

  private boolean emit(CapturedEvent event) {
    long emitted = event.event().sequence();
    UUID aggregate = event.event().aggregate().id();
    assertThat(out.getOrDefault(aggregate, 0L)).isEqualTo(emitted - 1);
    out.put(aggregate, emitted);
    return true;
  }

  private static void forEachAggregate(Consumer<UUID> each) {
    LongStream.range(0, AGGREGATES).mapToObj(MassLossTest::id).forEach(each);
  }

  private static UUID id(long number) {
    return new UUID(number, number);
  }
}
