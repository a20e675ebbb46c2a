package dev.millrace.bridge.capture;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How much of the CDC log a task reads at once: little at the head, where time to the topic counts;
 * more and more while it is behind and finds little, so that days of silence take seconds; less
 * again when a window was full, because a window that fails is read again as a whole.
 *
 * @param smallest length of a window at the head
 * @param confidence how far a window's end stays behind the clock: newer rows may be arriving yet
 * @param size largest length of the next window
 */
record WindowPlan(Duration smallest, Duration confidence, Duration size) {

  static final Duration LARGEST = Duration.ofHours(1);

  /** Rows that make a window full. */
  static final int FULL = 5_000;

  static WindowPlan of(CaptureSettings settings) {
    return new WindowPlan(settings.window(), settings.confidence(), settings.window());
  }

  /** The window to read now, or empty if the smallest one has not passed yet. */
  Optional<TimeWindow> next(Instant position, Instant now) {
    Duration passed = Duration.between(position, now.minus(confidence));
    if (passed.compareTo(smallest) < 0) {
      return Optional.empty();
    }
    Duration length = passed.compareTo(size) < 0 ? passed : size;
    return Optional.of(new TimeWindow(position, position.plusMillis(length.toMillis())));
  }

  /** How long until there is a window to read. */
  Duration untilNext(Instant position, Instant now) {
    Duration wait = Duration.between(now, position.plus(smallest).plus(confidence));
    return wait.isNegative() ? Duration.ZERO : wait;
  }

  WindowPlan afterRead(TimeWindow read, int rows) {
    if (read.length().compareTo(size) < 0) {
      return sized(smallest); // at the head
    }
    if (rows > FULL) {
      return sized(size.dividedBy(2));
    }
    return rows <= FULL / 4 ? sized(size.multipliedBy(2)) : this;
  }

  WindowPlan afterFailure() {
    return sized(smallest);
  }

  private WindowPlan sized(Duration wanted) {
    Duration capped = wanted.compareTo(LARGEST) > 0 ? LARGEST : wanted;
    return new WindowPlan(smallest, confidence, capped.compareTo(smallest) < 0 ? smallest : capped);
  }
}
