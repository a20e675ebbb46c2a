package dev.millrace.bridge.sequencer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.bridge.BridgeFixtures;
import dev.millrace.contract.CapturedEvent;
import dev.millrace.contract.EncodedEvent;
import dev.millrace.contract.Watermark;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.stream.LongStream;

/**
 * A partition's sequence, step by step, against what is known of it: every aggregate has the events
 * 1..LENGTH, some of them without topic, some with a topic that is not allowed at first, some that
 * the store does not have at first, and some that are too large to be parked.
 */
final class SequenceRun {

  static final int AGGREGATES = 3;
  static final int LENGTH = 9;

  private static final Duration GRACE = Duration.ofSeconds(2);
  private static final String REFUSED = "payroll";

  private final InMemoryState state = new InMemoryState(this::fits);
  private final SequencerMetrics metrics = new SequencerMetrics(new SimpleMeterRegistry());
  private final Map<UUID, List<Long>> out = new HashMap<>();
  private final World world;
  private final WaitLimits limits;
  private HeldEventStore store = new HeldEventStore();
  private PartitionSequence sequence;
  private Instant now = BridgeFixtures.NOON;
  private boolean everythingAllowed;
  private int deadLetters;

  /** What is odd about this run: sequences as {@code aggregate * LENGTH + sequence - 1}. */
  record World(
      List<Integer> silent, List<Integer> refused, List<Integer> missing, List<Integer> large) {}

  /** What happens next. */
  record Step(Kind kind, int aggregate, int number) {}

  /** What can happen. */
  enum Kind {
    CAPTURED,
    WATERMARK,
    TIME,
    ANSWER,
    FAILURE,
    RESTART
  }

  /**
   * Nothing has happened yet.
   *
   * @param inMemory how many waits the sequence may have in memory
   */
  SequenceRun(World world, int inMemory) {
    this.world = world;
    this.limits = new WaitLimits(GRACE, inMemory);
    fillStore(false);
    sequence = start();
  }

  private void fillStore(boolean whole) {
    for (int aggregate = 0; aggregate < AGGREGATES; aggregate++) {
      for (int n = 1; n <= LENGTH; n++) {
        if (whole || !world.missing().contains(index(aggregate, n))) {
          store.put(event(aggregate, n));
        }
      }
    }
  }

  private PartitionSequence start() {
    var reads = new GapReads(store, new Semaphore(2));
    return new PartitionSequence(state, new Waits(state, limits, now), reads, metrics);
  }

  void take(Step step) {
    int number = step.number() % LENGTH + 1;
    switch (step.kind()) {
      case CAPTURED -> sequence.accept(event(step.aggregate(), number), this::emit, now);
      case WATERMARK -> sequence.learn(new Watermark(id(step.aggregate()), number), now);
      case TIME -> tick(Duration.ofMillis(700L * number));
      case ANSWER -> store.answer(step.number());
      case FAILURE -> store.fail(step.number());
      case RESTART -> restart();
    }
    assertInOrder();
  }

  private void tick(Duration later) {
    now = now.plus(later);
    sequence.fillGaps(this::emit, now);
  }

  /** State stays, memory goes, and with it whatever the store has not answered. */
  private void restart() {
    store = new HeldEventStore();
    fillStore(everythingAllowed);
    sequence = start();
  }

  /** The store has everything, every topic is allowed, and the auditor has been everywhere. */
  void settle() {
    everythingAllowed = true;
    restart();
    for (int aggregate = 0; aggregate < AGGREGATES; aggregate++) {
      sequence.learn(new Watermark(id(aggregate), LENGTH), now);
    }
    for (int i = 0; i < 100 && sequence.isWaiting(); i++) {
      tick(Duration.ofMinutes(2));
      store.answerAll();
      assertInOrder();
    }
  }

  void assertComplete() {
    List<Long> all = LongStream.rangeClosed(1, LENGTH).boxed().toList();
    for (int aggregate = 0; aggregate < AGGREGATES; aggregate++) {
      assertThat(out.get(id(aggregate))).isEqualTo(all);
      assertThat(state.head(id(aggregate))).isEqualTo(LENGTH);
    }
    assertThat(sequence.isWaiting()).isFalse();
    assertThat(state.awaited()).isEmpty();
    assertThat(state.anyParked()).isFalse();
  }

  private void assertInOrder() {
    out.values()
        .forEach(
            sequences ->
                assertThat(sequences)
                    .isEqualTo(LongStream.rangeClosed(1, sequences.size()).boxed().toList()));
  }

  int deadLetters() {
    return deadLetters;
  }

  private boolean emit(CapturedEvent captured) {
    if (REFUSED.equals(captured.topic()) && !everythingAllowed) {
      deadLetters += captured.route().equals(CapturedEvent.STORE) ? 0 : 1;
      return false;
    }
    out.computeIfAbsent(captured.event().aggregate().id(), id -> new ArrayList<>())
        .add(captured.event().sequence());
    return true;
  }

  private CapturedEvent event(int aggregate, int n) {
    var event = BridgeFixtures.event(id(aggregate), n);
    if (world.silent().contains(index(aggregate, n))) {
      return BridgeFixtures.silent(id(aggregate), n);
    }
    return BridgeFixtures.captured(
        event, world.refused().contains(index(aggregate, n)) ? REFUSED : "order-events");
  }

  /** Whether it may be parked. */
  private boolean fits(CapturedEvent captured) {
    EncodedEvent event = captured.event();
    int aggregate = (int) event.aggregate().id().getMostSignificantBits();
    return !world.large().contains(index(aggregate, (int) event.sequence()));
  }

  private static int index(int aggregate, int n) {
    return aggregate * LENGTH + n - 1;
  }

  private static UUID id(int aggregate) {
    return new UUID(aggregate, aggregate);
  }
}
