package dev.millrace.aggregate.testkit;

import static java.util.Objects.requireNonNull;

import dev.millrace.aggregate.Decider;
import java.util.List;
import java.util.function.Consumer;

/** An aggregate with a history: ask it something, or look at the state that its events led to. */
public final class Given<C, S, E> {

  private final Decider<C, S, E> decider;
  private final List<E> events;

  Given(Decider<C, S, E> decider, List<E> events) {
    this.decider = decider;
    this.events = events;
  }

  /**
   * Asks the aggregate.
   *
   * @throws AssertionError if {@code decide} or {@code evolve} throws
   */
  public Outcome<S, E> when(C command) {
    Story story = new Story(events, List.of(requireNonNull(command, "command is null")));
    S before = story.fold(decider, decider.initial(), events);
    var decision = story.tell("decide", () -> decider.decide(before, command));
    return new Outcome<>(story, decision, decided -> story.fold(decider, before, decided));
  }

  /**
   * The events alone lead to this state.
   *
   * @throws AssertionError if they lead to another one, or {@code evolve} throws
   */
  public Given<C, S, E> thenState(S expected) {
    Story story = new Story(events, List.of());
    S state = story.fold(decider, decider.initial(), events);
    if (!state.equals(expected)) {
      throw story.failure("state " + expected, "state " + state);
    }
    return this;
  }

  /**
   * The events alone lead to a state that passes the check.
   *
   * @param check throws an {@link AssertionError} where it does not, as any assertion library does
   * @throws AssertionError if it does not pass, or {@code evolve} throws
   */
  public Given<C, S, E> thenStateSatisfies(Consumer<? super S> check) {
    Story story = new Story(events, List.of());
    S state = story.fold(decider, decider.initial(), events);
    story.check(state, check, "state " + state);
    return this;
  }
}
