package dev.millrace.bridge.sequencer;

import dev.millrace.bridge.sequencer.AggregateSequence.Fate;
import dev.millrace.bridge.sequencer.Gap.Cause;
import dev.millrace.bridge.sequencer.GapReads.Answer;
import dev.millrace.contract.CapturedEvent;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the event store for what the waiting aggregates of a partition wait for. */
final class GapFilling {

  private static final Logger log = LoggerFactory.getLogger(GapFilling.class);

  private final PartitionState state;
  private final Waits waits;
  private final GapReads reads;
  private final SequencerMetrics metrics;
  private boolean storeAway;

  GapFilling(PartitionState state, Waits waits, GapReads reads, SequencerMetrics metrics) {
    this.state = state;
    this.waits = waits;
    this.reads = reads;
    this.metrics = metrics;
  }

  /** Whether a question is open or could be asked at once: it is worth while to look soon. */
  boolean isBusy(Instant now) {
    return reads.anyUnderWay() || !waits.due(now, 1).isEmpty();
  }

  boolean hasAnswer() {
    return reads.hasAnswer();
  }

  void ask(Instant now) {
    waits.refill(now);
    for (UUID aggregate : waits.due(now, reads.free())) {
      if (!reads.tryRead(gap(aggregate))) {
        return;
      }
      waits.update(aggregate, Wait::asking);
    }
  }

  private Gap gap(UUID aggregate) {
    Wait wait = waits.of(aggregate).orElseThrow();
    OptionalLong parked = state.firstParked(aggregate);
    return parked.isPresent()
        ? new Gap(aggregate, wait.head(), parked.getAsLong() - 1, Cause.HOLE)
        : new Gap(aggregate, wait.head(), wait.awaited(), Cause.TAIL);
  }

  /** Returns whether there were any. */
  boolean takeAnswers(Predicate<CapturedEvent> outlet, Instant now) {
    boolean any = reads.hasAnswer();
    for (Answer answer = reads.poll(); answer != null; answer = reads.poll()) {
      Answer taken = answer;
      noteStore(taken);
      waits.of(taken.gap().aggregate()).ifPresent(wait -> fill(taken, wait, outlet, now));
    }
    return any;
  }

  private void fill(Answer answer, Wait wait, Predicate<CapturedEvent> outlet, Instant now) {
    Gap gap = answer.gap();
    boolean refused = advance(answer, outlet) == Fate.REFUSED;
    long head = state.head(gap.aggregate());
    waits.note(gap.aggregate(), head, 0, now);
    if (refused) {
      waits.update(gap.aggregate(), Wait::refused);
    } else if (head > wait.head()) {
      // The store had some of it; no grace for the rest.
      waits.update(gap.aggregate(), rest -> rest.movedTo(head, now));
    } else if (head == gap.after()) {
      inVain(answer, wait, now);
    }
    // Otherwise it was captured meanwhile, and the wait has begun anew.
  }

  /** Lets the answer through as far as it has no hole; returns the fate of the last event. */
  private Fate advance(Answer answer, Predicate<CapturedEvent> outlet) {
    Fate fate = Fate.DUPLICATE;
    long next = answer.gap().after() + 1;
    for (CapturedEvent stored : answer.stored().events()) {
      if (stored.event().sequence() != next++ || fate == Fate.REFUSED) {
        break;
      }
      fate = PartitionSequence.advance(state, stored, outlet).fate();
      if (fate == Fate.EMITTED) {
        metrics.gapFilled(answer.gap().cause());
      } else if (fate == Fate.DUPLICATE) {
        metrics.duplicate(stored.route());
      }
    }
    return fate;
  }

  private void inVain(Answer answer, Wait wait, Instant now) {
    UUID aggregate = answer.gap().aggregate();
    if (answer.failure() != null) {
      waits.update(aggregate, asked -> asked.failed(now));
      return;
    }
    if (wait.state() != Wait.State.UNFILLABLE) {
      log.error(
          "event is missing in the store too, its aggregate waits aggregate={} sequence={} of={}"
              + " cause={}",
          aggregate,
          wait.head() + 1,
          wait.awaited(),
          answer.stored().fault().orElse("no such row"));
    }
    waits.update(aggregate, asked -> asked.unfillable(now));
  }

  /** Once when it goes and once when it comes, not for every aggregate that waits. */
  private void noteStore(Answer answer) {
    if (answer.failure() != null) {
      metrics.gapReadFailed();
    }
    boolean away = answer.failure() != null;
    if (away && !storeAway) {
      log.warn("gaps cannot be read, trying again cause={}", String.valueOf(answer.failure()));
    } else if (storeAway && !away) {
      log.info("gaps can be read again");
    }
    storeAway = away;
  }
}
