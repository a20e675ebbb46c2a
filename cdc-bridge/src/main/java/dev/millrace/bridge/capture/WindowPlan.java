package dev.millrace.bridge.capture;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How much of the CDC log a task reads at once. At the head little, where time to the topic counts,
 * and seldom where nothing happens; while it is behind and finds little more and more, so that days
 * of silence take seconds; less again when a window was full, because a window that fails is read
 * again as a whole.
 *
 * @param pace least length of the next window: it is due when that much has settled
 * @param size largest length of the next window, at least {@code pace}
 */
record WindowPlan(Head head, Duration pace, Duration size) {

  static final Duration LARGEST = Duration.ofHours(1);

  /** Rows that make a window full. */
  static final int FULL = 5_000;

  /**
   * How to read at the head.
   *
   * @param least length of a window while rows come
   * @param idle length to which empty windows grow
   * @param confidence how far a window's end stays behind the clock: newer rows may be arriving yet
   */
  record Head(Duration least, Duration idle, Duration confidence) {}

  static WindowPlan of(CaptureSettings settings) {
    var head = new Head(settings.window(), settings.idleWindow(), settings.confidence());
    return new WindowPlan(head, head.least(), head.least());
  }

  /** The window to read now, or empty if the next one has not settled yet. */
  Optional<TimeWindow> next(Instant position, Instant now) {
    Duration settled = settledAfter(position, now);
    if (settled.compareTo(pace) < 0) {
      return Optional.empty();
    }
    Duration length = shorter(settled, size);
    return Optional.of(new TimeWindow(position, position.plusMillis(length.toMillis())));
  }

  /** How long until there is a window to read. */
  Duration untilNext(Instant position, Instant now) {
    Duration wait = pace.minus(settledAfter(position, now));
    return wait.isNegative() ? Duration.ZERO : wait;
  }

  /**
   * The plan after a window was read.
   *
   * @param rows what the window had of the log, outbox or not
   * @param now when the window was chosen
   */
  WindowPlan afterRead(TimeWindow read, int rows, Instant now) {
    // Late by less than a window is not behind: where many tasks share few threads, to hurry all
    // of them would make them later.
    boolean atHead = settledAfter(read.end(), now).compareTo(pace) < 0;
    if (atHead) {
      return rows > 0 ? atHead(head.least()) : atHead(shorter(pace.multipliedBy(2), head.idle()));
    }
    if (rows > FULL) {
      return behind(size.dividedBy(2));
    }
    return behind(rows <= FULL / 4 ? size.multipliedBy(2) : size);
  }

  WindowPlan afterFailure() {
    return atHead(head.least());
  }

  private WindowPlan atHead(Duration window) {
    Duration atLeast = longer(window, head.least());
    return new WindowPlan(head, atLeast, atLeast);
  }

  private WindowPlan behind(Duration wanted) {
    return new WindowPlan(head, head.least(), longer(shorter(wanted, LARGEST), head.least()));
  }

  private Duration settledAfter(Instant position, Instant now) {
    return Duration.between(position, now.minus(head.confidence()));
  }

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }

  private static Duration longer(Duration a, Duration b) {
    return a.compareTo(b) > 0 ? a : b;
  }
}
