package dev.millrace.projection.manage;

import dev.millrace.projection.sink.SinkFailedException;
import dev.millrace.projection.sink.TransientFailures;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.SerializationException;

/** What stream threads die of. */
enum Failures {

  /** A row was refused; the thread's successor parks it. */
  ROW_REFUSED,

  /** Something that the thread needs is away, or another took its place: passes by itself. */
  PASSING,

  /** All else: would happen again. */
  LASTING;

  static Failures of(Throwable error) {
    if (causes(error).anyMatch(SinkFailedException.class::isInstance)) {
      return ROW_REFUSED;
    }
    return causes(error).anyMatch(Failures::passes) ? PASSING : LASTING;
  }

  private static boolean passes(Throwable cause) {
    return TransientFailures.contain(cause)
        || (cause instanceof ApiException
            && !(cause instanceof AuthorizationException)
            && !(cause instanceof SerializationException));
  }

  private static Stream<Throwable> causes(Throwable error) {
    return Stream.iterate(error, cause -> cause != null, Throwable::getCause).limit(20);
  }
}
