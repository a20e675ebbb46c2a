package dev.millrace.aggregate.testkit;

import static java.util.Objects.requireNonNull;

import dev.millrace.aggregate.Decider;
import java.util.List;

/**
 * The beginning of every scenario of one kind of aggregate:
 *
 * <pre>{@code
 * ACCOUNTS.given(new Deposited(100)).when(new Withdraw(30)).thenEvents(new Withdrawn(30));
 * }</pre>
 *
 * <p>Everything is compared with {@code equals}, so events and states are best records. What does
 * not hold is an {@link AssertionError} that tells the whole scenario; so is an exception out of
 * the decider, which has no business throwing. A scenario without a {@code then} checks nothing.
 *
 * <p>Immutable: one instance serves all tests.
 *
 * @param <C> commands
 * @param <S> state
 * @param <E> events
 */
public final class Scenarios<C, S, E> {

  private final Decider<C, S, E> decider;

  private Scenarios(Decider<C, S, E> decider) {
    this.decider = decider;
  }

  public static <C, S, E> Scenarios<C, S, E> of(Decider<C, S, E> decider) {
    return new Scenarios<>(requireNonNull(decider, "decider is null"));
  }

  /** An aggregate that has no events yet. */
  public Given<C, S, E> givenNothing() {
    return given(List.of());
  }

  /** An aggregate to which this has happened, in this order. */
  @SafeVarargs
  @SuppressWarnings("varargs") // The array is only read.
  public final Given<C, S, E> given(E... events) {
    return given(List.of(events));
  }

  /** The same, for a history that is at hand as a list. */
  public Given<C, S, E> given(List<? extends E> events) {
    return new Given<>(decider, List.copyOf(events));
  }
}
