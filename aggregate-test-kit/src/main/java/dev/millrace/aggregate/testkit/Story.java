package dev.millrace.aggregate.testkit;

import dev.millrace.aggregate.Decider;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a scenario has told so far, for the message of its failure.
 *
 * @param commands one, or none where events alone are looked at
 */
record Story(List<?> events, List<?> commands) {

  private static final String INDENT = "\n            ";

  /** The state after more events; a failing {@code evolve} fails the scenario. */
  <S, E> S fold(Decider<?, S, E> decider, S from, List<E> more) {
    S state = from;
    for (E event : more) {
      S before = state;
      state = tell("evolve of " + event, () -> decider.evolve(before, event));
    }
    return state;
  }

  /** Runs a step of the decider; its failure fails the scenario. */
  <T> T tell(String step, Supplier<T> run) {
    try {
      return run.get();
    } catch (RuntimeException | AssertionError e) {
      throw failure("decide and evolve throw nothing", step + " threw " + e, e);
    }
  }

  /** Runs somebody else's check; its failure fails the scenario. */
  <S> void check(S state, Consumer<? super S> check, String got) {
    try {
      check.accept(state);
    } catch (AssertionError e) {
      throw failure("a state that passes the check: " + e.getMessage(), got, e);
    }
  }

  AssertionError failure(String expected, String got) {
    return failure(expected, got, null);
  }

  AssertionError failure(String expected, String got, @Nullable Throwable cause) {
    String when = commands.isEmpty() ? "" : "\n  when:     " + lines(commands);
    return new AssertionError(
        "the scenario went another way"
            + ("\n  given:    " + lines(events))
            + when
            + ("\n  expected: " + expected)
            + ("\n  got:      " + got),
        cause);
  }

  static String events(List<?> events) {
    return "events" + (events.size() > 1 ? INDENT : " ") + lines(events);
  }

  private static String lines(List<?> values) {
    return values.isEmpty()
        ? "nothing"
        : values.stream().map(Object::toString).collect(Collectors.joining(INDENT));
  }
}
