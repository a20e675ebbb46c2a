package dev.millrace.aggregate;

import java.util.List;

/** The outcome of {@link Decider#decide}. */
public sealed interface Decision<E> {

  /** The command is allowed and this is what happened, in order; never empty. */
  record Accepted<E>(List<E> events) implements Decision<E> {
    public Accepted {
      events = List.copyOf(events);
      if (events.isEmpty()) {
        throw new IllegalArgumentException("an accepted command has at least one event");
      }
    }
  }

  /** A rule forbids the command; nothing happened. */
  record Rejected<E>(Rejection rejection) implements Decision<E> {}

  static <E> Decision<E> accepted(E event) {
    return new Accepted<>(List.of(event));
  }

  static <E> Decision<E> rejected(Rejection rejection) {
    return new Rejected<>(rejection);
  }
}
