package dev.millrace.projection.sink;

import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;

/** The writes of one stream thread that are not durable yet. Remembers the first failure. */
final class WritesInFlight {

  private final int max;
  private int inFlight;
  private @Nullable Throwable failure;

  WritesInFlight(int max) {
    this.max = max;
  }

  synchronized void begin() {
    awaitAtMost(max - 1);
    inFlight++;
  }

  synchronized void end(@Nullable Throwable error) {
    inFlight--;
    if (failure == null) {
      failure = error;
    }
    notifyAll();
  }

  synchronized void awaitAll() {
    awaitAtMost(0);
  }

  private void awaitAtMost(int count) {
    try {
      while (inFlight > count && failure == null) {
        wait();
      }
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
    if (failure != null) {
      throw new SinkFailedException(failure);
    }
  }
}
