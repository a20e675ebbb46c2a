package dev.millrace.bridge.sequencer;

import dev.millrace.runtime.retry.Backoff;
import java.time.Duration;
import java.time.Instant;

/**
 * That an aggregate waits for the event after its head, and when the event store is to be asked for
 * it.
 *
 * @param awaited the highest sequence that is known to exist, above the head
 * @param since when the wait began; steps forward do not end it
 * @param asked whether a read is under way
 * @param due when to ask
 * @param failures how often asking has been in vain since the head last moved or the state changed
 */
record Wait(
    long head, long awaited, Instant since, State state, boolean asked, Instant due, int failures) {

  /** How long to leave a hole alone that the store did not have either. */
  private static final Backoff UNFILLABLE =
      new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1));

  /** Why it waits. */
  enum State {
    /** Its event may come yet, or the store is to be asked again. */
    WAITING,
    /** The store is being asked. */
    FILLING,
    /** The store does not have it either, when last asked. */
    UNFILLABLE,
    /** Its event is known and may not be published. */
    REFUSED
  }

  static Wait begun(long head, long awaited, Instant since, Instant due) {
    return new Wait(head, awaited, since, State.WAITING, false, due, 0);
  }

  boolean isDue(Instant now) {
    return !asked && !now.isBefore(due);
  }

  /** Whether something is to be expected soon: in the other states, nothing happens for seconds. */
  boolean isPending() {
    return asked || state == State.WAITING || state == State.FILLING;
  }

  /** The same wait, for that sequence too. */
  Wait raisedTo(long sequence) {
    return new Wait(head, Math.max(awaited, sequence), since, state, asked, due, failures);
  }

  /** Its event came, and there is another one to wait for. */
  Wait movedTo(long newHead, Instant newDue) {
    return begun(newHead, awaited, since, newDue);
  }

  Wait asking() {
    return now(state == State.WAITING ? State.FILLING : state, true, due, failures);
  }

  /** Nobody could be asked. */
  Wait failed(Instant now) {
    int times = failures + 1;
    State next = state == State.FILLING ? State.WAITING : state;
    return now(next, false, now.plus(Backoff.USUAL.delay(times)), times);
  }

  /** The store was asked and does not have it. */
  Wait unfillable(Instant now) {
    int times = state == State.UNFILLABLE ? failures + 1 : 1;
    return now(State.UNFILLABLE, false, now.plus(UNFILLABLE.delay(times)), times);
  }

  /** What is refused stays so until a restart with other settings: there is nothing to ask. */
  Wait refused() {
    return now(State.REFUSED, false, Instant.MAX, 0);
  }

  private Wait now(State next, boolean isAsked, Instant nextDue, int times) {
    return new Wait(head, awaited, since, next, isAsked, nextDue, times);
  }
}
