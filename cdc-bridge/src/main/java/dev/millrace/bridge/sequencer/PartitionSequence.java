package dev.millrace.bridge.sequencer;

import dev.millrace.bridge.sequencer.AggregateSequence.Fate;
import dev.millrace.bridge.sequencer.AggregateSequence.Outcome;
import dev.millrace.bridge.sequencer.AggregateSequence.Parked;
import dev.millrace.contract.CapturedEvent;
import dev.millrace.contract.Watermark;
import java.time.Instant;
import java.util.Optional;
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
    // Only an aggregate that waits has parked events; most do not, and are not looked up.
    Parked<CapturedEvent> parked = state.parked(aggregate);
    Outcome outcome =
        advance(
            state,
            captured,
            waits.isWaiting(aggregate) ? parked : new NothingParked(parked),
            outlet);
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

  /**
   * Takes what the store has answered, and asks it for what has been waited for long enough.
   *
   * @return whether it had answered
   */
  boolean fillGaps(Predicate<CapturedEvent> outlet, Instant now) {
    boolean answered = filling.takeAnswers(outlet, now);
    filling.ask(now);
    return answered;
  }

  /** Whether the store has answered. */
  boolean hasAnswer() {
    return filling.hasAnswer();
  }

  /** Whether the store is being asked, or would be if it were not asked for others. */
  boolean isFilling(Instant now) {
    return filling.isBusy(now);
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
    return advance(state, captured, state.parked(captured.event().aggregate().id()), outlet);
  }

  // Each of the four is of this one event, and a holder for them would say no more.
  private static Outcome advance(
      PartitionState state,
      CapturedEvent captured,
      Parked<CapturedEvent> parked,
      Predicate<CapturedEvent> outlet) {
    UUID aggregate = captured.event().aggregate().id();
    long head = state.head(aggregate);
    Outcome outcome =
        new AggregateSequence<>(head, parked, outlet).accept(captured.event().sequence(), captured);
    if (outcome.head() > head) {
      state.moveHead(aggregate, outcome.head());
    }
    return outcome;
  }

  /** Nothing to be taken out, and what comes early is kept. */
  private record NothingParked(Parked<CapturedEvent> parked) implements Parked<CapturedEvent> {

    @Override
    public boolean add(long sequence, CapturedEvent event) {
      return parked.add(sequence, event);
    }

    @Override
    public Optional<CapturedEvent> remove(long sequence) {
      return Optional.empty();
    }
  }
}
