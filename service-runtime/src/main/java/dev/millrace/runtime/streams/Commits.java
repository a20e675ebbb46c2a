package dev.millrace.runtime.streams;

import dev.millrace.runtime.streams.CommitPace.Place;
import java.time.Duration;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.jspecify.annotations.Nullable;

/**
 * Ends the transaction soon where an event has just come, because somebody may wait for it. A
 * backlog is left to the interval that Kafka Streams keeps of itself, {@code commit.interval.ms},
 * which can be long then: its events have waited already, and a commit costs as much as hundreds of
 * them. In between, the older an event is when its turn comes, the longer it waits for its commit:
 * where commits are more than a machine can do, fewer of them let it catch up. For one task.
 */
public final class Commits {

  /** An older record has waited already, and does not mind the other interval. */
  private static final Duration FRESH = Duration.ofSeconds(1);

  /**
   * Where that is longer than the pace's interval, an event waits for its commit half as long as it
   * has waited before.
   */
  private static final int SHARE_OF_AGE = 2;

  private final ProcessorContext<?, ?> context;
  private final CommitPace pace;
  private @Nullable Cancellable scheduled;
  private long dueMillis;
  private long lastMillis;

  /**
   * Commits of a task.
   *
   * @param pace of all tasks of the application
   */
  public Commits(ProcessorContext<?, ?> context, CommitPace pace) {
    this.context = context;
    this.pace = pace;
  }

  /**
   * Something was done with a record.
   *
   * @param timestamp of the record, in milliseconds since 1970: when it was sent, by the clock of
   *     who sent it. A clock far behind makes everything a backlog
   */
  public void processed(long timestamp) {
    if (isFresh(timestamp)) {
      within((context.currentSystemTimeMs() - timestamp) / SHARE_OF_AGE);
    }
  }

  /** Whether a record of that time, in milliseconds since 1970, has just come. */
  public boolean isFresh(long timestamp) {
    return context.currentSystemTimeMs() - timestamp <= FRESH.toMillis();
  }

  /** Something was done that is not to wait. */
  public void soon() {
    within(0);
  }

  private void within(long leastMillis) {
    lastMillis = context.currentSystemTimeMs();
    if (scheduled != null && !clockWasSetBack()) {
      return;
    }
    cancel();
    Duration wait = pace.take(lastMillis, place(), leastMillis);
    if (wait.isZero()) {
      context.commit();
    } else {
      dueMillis = lastMillis + wait.toMillis();
      scheduled = context.schedule(wait, PunctuationType.WALL_CLOCK_TIME, now -> end());
    }
  }

  private @Nullable Place place() {
    return context
        .recordMetadata()
        .map(at -> new Place(at.topic(), at.partition(), at.offset()))
        .orElse(null);
  }

  private boolean clockWasSetBack() {
    return dueMillis - lastMillis > FRESH.toMillis();
  }

  private void end() {
    cancel();
    // A commit that another partition asked for meanwhile was of this one's records as well.
    if (!pace.takenAfter(lastMillis)) {
      soon();
    }
  }

  private void cancel() {
    if (scheduled != null) {
      scheduled.cancel();
      scheduled = null;
    }
  }
}
