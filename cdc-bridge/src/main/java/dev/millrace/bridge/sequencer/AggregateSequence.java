package dev.millrace.bridge.sequencer;

import java.util.Optional;
import java.util.function.Predicate;

/**
 * Restores the order of one aggregate's events: lets each sequence through once, and only after the
 * one before it. Knows neither Kafka nor what an event is.
 *
 * @param head the last sequence that was let through, 0 before the first
 * @param parked events that came too early
 * @param outlet takes the next event; refuses it by returning false
 */
record AggregateSequence<E>(long head, Parked<E> parked, Predicate<E> outlet) {

  /** Early events of the aggregate by their sequence. */
  interface Parked<E> {

    /**
     * Keeps an early event, or lets it go if it is more than can be kept: then it has to come
     * again. Returns false if there is one of that sequence already.
     */
    boolean add(long sequence, E event);

    /** Takes out the event of that sequence, if there is one. */
    Optional<E> remove(long sequence);
  }

  /** What became of an event that arrived. */
  enum Fate {
    /** It had been let through or parked before; nothing has changed. */
    DUPLICATE,
    /** It waits for the ones before it, here or where it can be had again. */
    PARKED,
    /** It was let through, and with it those that had waited for it. */
    EMITTED,
    /** Its turn had come, but the outlet refused it: the aggregate goes on waiting for it. */
    REFUSED
  }

  /** The fate of an arrival, and the aggregate's head after it. */
  record Outcome(Fate fate, long head) {}

  /** Accepts an event wherever it came from and whenever. */
  Outcome accept(long sequence, E event) {
    if (sequence <= head) {
      return new Outcome(Fate.DUPLICATE, head);
    }
    if (sequence > head + 1) {
      return new Outcome(parked.add(sequence, event) ? Fate.PARKED : Fate.DUPLICATE, head);
    }
    if (!outlet.test(event)) {
      return new Outcome(Fate.REFUSED, head);
    }
    return new Outcome(Fate.EMITTED, drainAfter(sequence));
  }

  private long drainAfter(long emitted) {
    long last = emitted;
    Optional<E> next = parked.remove(last + 1);
    while (next.isPresent() && outlet.test(next.get())) {
      last++;
      next = parked.remove(last + 1);
    }
    return last;
  }
}
