package dev.millrace.command.http;

import dev.millrace.runtime.http.Problem;
import dev.millrace.runtime.http.ProblemException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Bounds the requests that are being worked on. One more is refused at once: a client that is told
 * to come back later is better off than one that waits in a queue until it has given up, and the
 * service's memory does not grow with its clients' impatience. Thread-safe.
 */
public final class InFlightLimit {

  private final int max;
  private final Semaphore free;
  private final Counter refused;

  /**
   * A limit.
   *
   * @param max at least 1
   */
  public InFlightLimit(int max, MeterRegistry registry) {
    this.max = max;
    this.free = new Semaphore(max);
    this.refused = registry.counter("millrace.requests.refused");
    registry.gauge("millrace.requests.in.flight", free, f -> max - f.availablePermits());
  }

  /**
   * Does the work.
   *
   * @throws ProblemException 503 if too much is being done already
   */
  <T> CompletionStage<T> run(Supplier<CompletionStage<T>> work) {
    if (!free.tryAcquire()) {
      refused.increment();
      throw new ProblemException(
          Problem.of(
              503,
              "overloaded",
              "Service is overloaded",
              "the service works on " + max + " requests, which is its limit; nothing was done"));
    }
    try {
      return work.get().whenComplete((value, error) -> free.release());
    } catch (RuntimeException e) {
      free.release();
      throw e;
    }
  }
}
