package dev.millrace.aggregate.testkit;

import dev.millrace.aggregate.Decision;
import dev.millrace.aggregate.Decision.Accepted;
import dev.millrace.aggregate.Decision.Rejected;
import dev.millrace.aggregate.Rejection;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** What the aggregate answered. Every {@code then} either holds or is an {@link AssertionError}. */
public final class Outcome<S, E> {

  private final Story story;
  private final Decision<E> decision;
  private final Function<List<E>, S> stateAfter;

  Outcome(Story story, Decision<E> decision, Function<List<E>, S> stateAfter) {
    this.story = story;
    this.decision = decision;
    this.stateAfter = stateAfter;
  }

  /** The command was accepted, and exactly this happened, in this order. */
  @SafeVarargs
  @SuppressWarnings("varargs") // The array is only read.
  public final Outcome<S, E> thenEvents(E... expected) {
    return thenEvents(List.of(expected));
  }

  /** The same, for events that are at hand as a list. */
  public Outcome<S, E> thenEvents(List<? extends E> expected) {
    if (!(decision instanceof Accepted<E> accepted && accepted.events().equals(expected))) {
      throw story.failure(Story.events(expected), got());
    }
    return this;
  }

  /** The command was refused by this rule. */
  public Outcome<S, E> thenRejected(Rejection.Rule rule) {
    if (!(decision instanceof Rejected<E> r && r.rejection().rule().equals(rule))) {
      throw story.failure("rejected by " + rule.code(), got());
    }
    return this;
  }

  /** The command was refused by this rule, for this part of it. */
  public Outcome<S, E> thenRejected(Rejection.Rule rule, String field) {
    thenRejected(rule);
    if (!(decision instanceof Rejected<E> r && r.rejection().field().equals(field))) {
      throw story.failure("rejected by " + rule.code() + " in field \"" + field + '"', got());
    }
    return this;
  }

  /** The command was refused by the rule of this code. */
  public Outcome<S, E> thenRejected(String ruleCode) {
    if (!(decision instanceof Rejected<E> r && r.rejection().rule().code().equals(ruleCode))) {
      throw story.failure("rejected by " + ruleCode, got());
    }
    return this;
  }

  /** The command left the aggregate in this state; after a refusal that is the state before. */
  public Outcome<S, E> thenState(S expected) {
    S state = stateAfter.apply(events());
    if (!state.equals(expected)) {
      throw story.failure("state " + expected, "state " + state + ", after " + got());
    }
    return this;
  }

  /**
   * The command left the aggregate in a state that passes the check.
   *
   * @param check throws an {@link AssertionError} where it does not, as any assertion library does
   */
  public Outcome<S, E> thenStateSatisfies(Consumer<? super S> check) {
    S state = stateAfter.apply(events());
    story.check(state, check, "state " + state + ", after " + got());
    return this;
  }

  private List<E> events() {
    return decision instanceof Accepted<E> accepted ? accepted.events() : List.of();
  }

  private String got() {
    if (decision instanceof Rejected<E> rejected) {
      Rejection rejection = rejected.rejection();
      String field = rejection.field().isEmpty() ? "" : " in field \"" + rejection.field() + '"';
      return "rejected by " + rejection.rule().code() + field + ": " + rejection.detail();
    }
    return Story.events(events());
  }
}
