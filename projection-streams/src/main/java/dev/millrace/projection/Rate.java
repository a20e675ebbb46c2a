package dev.millrace.projection;

import java.util.ArrayDeque;
import java.util.Deque;

/** How fast a count grows, over the last ten seconds. Thread-safe. */
final class Rate {

  private static final long WINDOW_NANOS = 10_000_000_000L;
  private static final long STEP_NANOS = 1_000_000_000L;

  private final Deque<Sample> samples = new ArrayDeque<>();

  private record Sample(long nanos, double count) {}

  /** The count is this now; to be called at least every second. */
  synchronized void at(long nanos, double count) {
    Sample last = samples.peekLast();
    if (last != null && nanos - last.nanos() < STEP_NANOS) {
      return;
    }
    samples.addLast(new Sample(nanos, count));
    while (nanos - samples.getFirst().nanos() > WINDOW_NANOS) {
      samples.removeFirst();
    }
  }

  /** Growth in a second; 0 while that is not known. */
  synchronized double perSecond() {
    Sample first = samples.peekFirst();
    Sample last = samples.peekLast();
    if (first == null || last == null || first.nanos() == last.nanos()) {
      return 0;
    }
    return (last.count() - first.count()) * 1e9 / (last.nanos() - first.nanos());
  }
}
