package dev.millrace.projection.manage;

import dev.millrace.projection.sink.SinkFailedException;
import dev.millrace.projection.sink.TransientFailures;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TransactionAbortedException;

/** What stream threads die of. */
enum Failures {

  /** A row was refused; the thread's successor parks it. */
  ROW_REFUSED,

  /** Something that the thread needs is away, or another took its place: passes by itself. */
  PASSING,

  /** All else: would happen again. */
  LASTING;

  /** Somebody is away, or another instance took over. */
  private static final List<Class<? extends Throwable>> PASSING_KINDS =
      List.of(
          RetriableException.class,
          ProducerFencedException.class,
          InvalidProducerEpochException.class,
          InvalidTxnStateException.class,
          TransactionAbortedException.class,
          OutOfOrderSequenceException.class,
          // A broker's name that cannot be looked up yet is a wrong setting to Kafka's clients.
          ConfigException.class);

  static Failures of(Throwable error) {
    if (causes(error).anyMatch(SinkFailedException.class::isInstance)) {
      return ROW_REFUSED;
    }
    return causes(error).anyMatch(Failures::passes) ? PASSING : LASTING;
  }

  private static boolean passes(Throwable cause) {
    return TransientFailures.contain(cause)
        || PASSING_KINDS.stream().anyMatch(kind -> kind.isInstance(cause));
  }

  private static Stream<Throwable> causes(Throwable error) {
    return Stream.iterate(error, cause -> cause != null, Throwable::getCause).limit(20);
  }
}
