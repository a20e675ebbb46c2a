package dev.millrace.bridge.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.millrace.contract.ContractJson;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far the audit has come, as it is kept in {@code cdc-bridge-progress} as JSON.
 *
 * @param started when the current walk began; null before the first
 * @param token every aggregate up to it has been audited in this walk
 * @param finished when the last whole walk ended; null before
 * @param seconds how long that one took
 */
record AuditPosition(
    @Nullable Instant started, long token, @Nullable Instant finished, double seconds) {

  /** Before the first walk. */
  static final AuditPosition NONE = new AuditPosition(null, Segment.END, null, 0);

  /** Whether there is a walk to go on with. */
  boolean underWay() {
    return token != Segment.END;
  }

  AuditPosition begun(Instant now) {
    return new AuditPosition(now, Segment.BEGINNING, finished, seconds);
  }

  /** A part of a segment has been audited. */
  AuditPosition reached(long last) {
    // The end of the ring is not in a part of a segment, but in its end.
    return last <= token || last == Segment.END
        ? this
        : new AuditPosition(started, last, finished, seconds);
  }

  /** The segment has been audited: the walk goes on after it, or has ended. */
  AuditPosition past(Segment segment, Instant now) {
    if (!segment.isLast()) {
      return new AuditPosition(started, segment.upTo(), finished, seconds);
    }
    double took = Duration.between(started == null ? now : started, now).toMillis() / 1e3;
    return new AuditPosition(started, Segment.END, now, took);
  }

  /** How long to wait before the next walk may begin. */
  Duration untilNext(Duration period, Instant now) {
    if (started == null) {
      return Duration.ZERO;
    }
    Duration left = Duration.between(now, started.plus(period));
    return left.isNegative() ? Duration.ZERO : left;
  }

  String toJson() {
    return ContractJson.write(this);
  }

  /** The position, or empty if the text is none: then the walk starts over, which loses nothing. */
  static Optional<AuditPosition> parse(String json) {
    try {
      return Optional.of(
          ContractJson.read(
              AuditPosition.class, ContractJson.lenientReader(AuditPosition.class), json));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }
}
