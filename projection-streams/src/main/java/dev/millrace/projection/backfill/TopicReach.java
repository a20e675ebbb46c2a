package dev.millrace.projection.backfill;

import dev.millrace.runtime.kafka.FirstRecords;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How far a topic of events reaches back. */
final class TopicReach {

  /** Records of a partition are nearly in the order of their times; nobody waits so long. */
  private static final Duration SLACK = Duration.ofHours(1);

  private TopicReach() {}

  /**
   * Aggregates that began later have all their events in the topic; empty if all have, because
   * nothing was ever deleted from it.
   *
   * @throws IOException if the broker does not say
   */
  static Optional<Instant> completeFrom(String bootstrapServers, String topic)
      throws IOException, InterruptedException {
    return FirstRecords.newestAfterDeletion(bootstrapServers, topic).map(time -> time.plus(SLACK));
  }
}
