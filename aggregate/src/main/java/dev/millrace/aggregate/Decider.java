package dev.millrace.aggregate;

/**
 * The business rules of one kind of aggregate, as two pure functions and a starting point.
 *
 * <p>The form is Jérémie Chassaing's <a
 * href="https://thinkbeforecoding.com/post/2021/12/17/functional-event-sourcing-decider">functional
 * event sourcing decider</a>.
 *
 * @param <C> commands
 * @param <S> state, immutable
 * @param <E> events
 */
public interface Decider<C, S, E> {

  /** The state of an aggregate that has no events yet. */
  S initial();

  /** What the command does to an aggregate in this state: events, or the rule that forbids it. */
  Decision<E> decide(S state, C command);

  /**
   * The state after the event. Total: history is already true, so it validates nothing and never
   * fails for an event that {@code decide} once returned.
   */
  S evolve(S state, E event);
}
