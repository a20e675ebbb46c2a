package dev.millrace.bridge.sequencer;

import java.time.Duration;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.jspecify.annotations.Nullable;

/**
 * Ends the transaction soon where an event has just come, because somebody may wait for it. A
 * backlog is left to the long interval of Kafka Streams: its events have waited longer than that
 * already, and a commit costs as much as hundreds of them.
 */
final class Commits {

  /** The interval that Kafka Streams keeps of itself. */
  static final Duration BACKLOG_INTERVAL = Duration.ofMillis(200);

  /** What came to the topic longer ago has waited in it, and does not mind the other interval. */
  private static final Duration FRESH = BACKLOG_INTERVAL.multipliedBy(5);

  private final ProcessorContext<?, ?> context;
  private final CommitPace pace;
  private @Nullable Cancellable scheduled;

  Commits(ProcessorContext<?, ?> context, CommitPace pace) {
    this.context = context;
    this.pace = pace;
  }

  /**
   * Something was done with a record.
   *
   * @param timestamp when it came to the topic, in milliseconds since 1970
   */
  void processed(long timestamp) {
    if (context.currentSystemTimeMs() - timestamp <= FRESH.toMillis()) {
      soon();
    }
  }

  /** Something was done that is not to wait. */
  void soon() {
    if (scheduled != null) {
      return;
    }
    Duration wait = pace.take(context.currentSystemTimeMs());
    if (wait.isZero()) {
      context.commit();
    } else {
      scheduled = context.schedule(wait, PunctuationType.WALL_CLOCK_TIME, now -> end());
    }
  }

  private void end() {
    if (scheduled != null) {
      scheduled.cancel();
      scheduled = null;
    }
    soon();
  }
}
