package dev.millrace.cli.doctor.check;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;

/** Something asked about a pipeline: the answer, or why there is none. */
public sealed interface Fact<T> {

  /** Drivers tell of every node; more than this is for their logs. */
  int LONGEST_REASON = 160;

  /** It was answered. */
  record Known<T>(T value) implements Fact<T> {}

  /** It was asked, and the answer was an error. */
  record Failed<T>(String why) implements Fact<T> {}

  /** It was not asked, because of something else that failed. */
  record Absent<T>(String why) implements Fact<T> {}

  /** A question that may fail in any way. */
  @FunctionalInterface
  interface Question<V, R> {

    R ask(V value) throws Exception;
  }

  /** Asks, whatever comes of it. */
  static <T> Fact<T> ask(Question<String, T> question) {
    return new Known<>("").then("", question);
  }

  /**
   * Asks further, if this is known.
   *
   * @param part what this came from, for people who wonder why nothing was asked
   */
  default <R> Fact<R> then(String part, Question<? super T, R> question) {
    if (!(this instanceof Known<T> known)) {
      return new Absent<>(part + " does not answer");
    }
    try {
      return new Known<>(question.ask(known.value()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Failed<>("interrupted");
    } catch (Exception e) {
      return new Failed<>(reason(e));
    }
  }

  /** What a check thinks of it, if there is something to think about. */
  default Finding judge(String name, Function<? super T, Finding> check) {
    if (this instanceof Known<T> known) {
      return check.apply(known.value());
    }
    if (this instanceof Failed<T> failed) {
      return Finding.failure(
          name,
          "could not be found out: " + failed.why(),
          "the part that was asked answers other questions: see its log and the permissions");
    }
    return Finding.skipped(name, ((Absent<T>) this).why());
  }

  /** Those that are known, if any is: one instance that is away does not hide the others. */
  static <T> Fact<List<T>> known(List<Fact<T>> facts) {
    List<T> values = new ArrayList<>();
    for (Fact<T> fact : facts) {
      if (fact instanceof Known<T> known) {
        values.add(known.value());
      }
    }
    return values.isEmpty() && !facts.isEmpty() ? facts.get(0).asList() : new Known<>(values);
  }

  private Fact<List<T>> asList() {
    if (this instanceof Known<T> known) {
      return new Known<>(List.of(known.value()));
    }
    return this instanceof Failed<T> failed
        ? new Failed<>(failed.why())
        : new Absent<>(((Absent<T>) this).why());
  }

  private static String reason(Throwable e) {
    Throwable cause = e;
    while (isWrapper(cause) && cause.getCause() != null) {
      cause = cause.getCause();
    }
    String message = cause.getMessage();
    if (message == null) {
      return cause instanceof IOException ? "no connection" : cause.getClass().getSimpleName();
    }
    String line = message.lines().findFirst().orElse(message);
    return line.length() > LONGEST_REASON ? line.substring(0, LONGEST_REASON) + "…" : line;
  }

  private static boolean isWrapper(Throwable e) {
    return e instanceof ExecutionException || e instanceof CompletionException;
  }
}
