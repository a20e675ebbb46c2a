package dev.millrace.bridge.sequencer;

import dev.millrace.bridge.sequencer.AggregateSequence.Fate;
import dev.millrace.bridge.sequencer.AggregateSequence.Outcome;
import dev.millrace.contract.CapturedEvent;
import dev.millrace.contract.Watermark;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * Lets the events of one partition's aggregates through, each aggregate's in order, and finds out
 * about those that do not come. For one thread; knows no Kafka.
 */
final class PartitionSequence {

  private final PartitionState state;
  private final Waits waits;
  private final GapFilling filling;
  private final SequencerMetrics metrics;

  PartitionSequence(PartitionState state, Waits waits, GapReads reads, SequencerMetrics metrics) {
    this.state = state;
    this.waits = waits;
    this.metrics = metrics;
    this.filling = new GapFilling(state, waits, reads, metrics);
  }

  /**
   * Takes an event that was captured.
   *
   * @param outlet takes each event whose turn has come; refuses it by returning false
   */
  void accept(CapturedEvent captured, Predicate<CapturedEvent> outlet, Instant now) {
    UUID aggregate = captured.event().aggregate().id();
    Outcome outcome = advance(state, captured, outlet);
    waits.note(aggregate, outcome.head(), captured.event().sequence(), now);
    if (outcome.fate() == Fate.DUPLICATE) {
      metrics.duplicate(captured.route());
    } else if (outcome.fate() == Fate.REFUSED) {
      waits.update(aggregate, Wait::refused);
    }
  }

  /** Takes the store's word that there are so many events. */
  void learn(Watermark watermark, Instant now) {
    UUID aggregate = watermark.aggregate();
    waits.note(aggregate, state.head(aggregate), watermark.version(), now);
  }

  /** Takes what the store has answered, and asks it for what has been waited for long enough. */
  void fillGaps(Predicate<CapturedEvent> outlet, Instant now) {
    filling.takeAnswers(outlet, now);
    filling.ask(now);
  }

  boolean isWaiting() {
    return !waits.isEmpty();
  }

  /** Whether an aggregate waits that may go on soon. */
  boolean isPending() {
    return waits.anyPending();
  }

  /** Runs one event through the sequence of its aggregate. */
  static Outcome advance(
      PartitionState state, CapturedEvent captured, Predicate<CapturedEvent> outlet) {
    UUID aggregate = captured.event().aggregate().id();
    long head = state.head(aggregate);
    Outcome outcome =
        new AggregateSequence<>(head, state.parked(aggregate), outlet)
            .accept(captured.event().sequence(), captured);
    if (outcome.head() > head) {
      state.moveHead(aggregate, outcome.head());
    }
    return outcome;
  }
}
