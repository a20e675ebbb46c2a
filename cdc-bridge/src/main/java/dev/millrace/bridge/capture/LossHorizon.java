package dev.millrace.bridge.capture;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How long until rows expire that nobody has captured yet: the TTL of the log minus the age of the
 * oldest position. For one instance's tasks together: there may be hundreds, and the least is the
 * one that matters. The warning and {@code GET /capture} name it.
 */
final class LossHorizon {

  private static final Logger log = LoggerFactory.getLogger(LossHorizon.class);

  /** The part of the TTL below which it warns. */
  private static final int LEAST_PART = 4;

  private final TableTtl ttl;
  private final Supplier<Optional<ProgressRecord>> oldest;
  private final Clock clock;
  private boolean warned;

  LossHorizon(TableTtl ttl, Supplier<Optional<ProgressRecord>> oldest, Clock clock) {
    this.ttl = ttl;
    this.oldest = oldest;
    this.clock = clock;
  }

  /** Negative if rows may have expired; empty if there is nothing to lose or rows live for ever. */
  Optional<Duration> get() {
    return ttl.get()
        .flatMap(
            lives ->
                oldest
                    .get()
                    .map(at -> Duration.between(clock.instant(), at.windowEnd().plus(lives))));
  }

  /** To be called now and then: asks for the TTL again, and warns once when time becomes short. */
  void check() {
    try {
      ttl.refresh();
    } catch (RuntimeException e) {
      log.warn("TTL of the CDC log not known anew cause={}", e.toString());
    }
    boolean isShort = isShort();
    if (isShort && !warned) {
      log.warn(
          "unread CDC rows expire soon task={} horizon={} ttl={}: capture must catch up, see"
              + " millrace_capture_lag_seconds",
          oldest.get().map(ProgressRecord::key).orElse(""),
          get().orElse(Duration.ZERO),
          ttl.get().orElse(Duration.ZERO));
    } else if (warned && !isShort) {
      log.info("unread CDC rows are no longer about to expire");
    }
    warned = isShort;
  }

  /** Whether less than a quarter of the TTL is left. */
  boolean isShort() {
    return get()
        .filter(left -> left.multipliedBy(LEAST_PART).compareTo(ttl.get().orElse(left)) < 0)
        .isPresent();
  }
}
