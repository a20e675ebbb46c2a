package dev.millrace.runtime.http;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a service answers with, once it has it. A service listens from the start, so that its probes
 * tell the truth while it waits for its database; until then every other request is answered with
 * 503. Thread-safe.
 */
public final class Deferred<T> implements Supplier<T> {

  private volatile @Nullable T value;

  /** From now on, this is it. */
  public void provide(T ready) {
    value = ready;
  }

  /**
   * What was provided.
   *
   * @throws ProblemException 503 if nothing was yet
   */
  @Override
  public T get() {
    T ready = value;
    if (ready == null) {
      throw new ProblemException(
          Problem.of(
              503,
              "starting",
              "Service is starting",
              "the service waits for what it depends on, see /health/ready"));
    }
    return ready;
  }

  /** Readiness: whether something was provided. */
  public boolean isProvided() {
    return value != null;
  }
}
