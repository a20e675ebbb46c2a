package dev.millrace.projection.manage;

import dev.millrace.projection.Build;
import dev.millrace.projection.parking.ParkedTopic;
import dev.millrace.projection.parking.ParkedTopic.Patience;
import dev.millrace.runtime.kafka.TopicOffsets;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many aggregates and rows of a build wait on all instances. Dashboards ask for that again and
 * again, while it hardly ever changes: a build's topic of parked records is read only when it has
 * other offsets than the time before.
 */
final class ParkedCounts {

  private static final Logger log = LoggerFactory.getLogger(ParkedCounts.class);

  /** Little: who looks at all builds is not to wait for the transaction of one. */
  private static final Patience PATIENCE =
      new Patience(Duration.ofSeconds(2), Duration.ofSeconds(2));

  private record Known(Map<TopicPartition, TopicOffsets.Range> offsets, int count) {}

  private final Admin admin;
  private final String bootstrapServers;
  private final ConcurrentMap<Build, Known> known = new ConcurrentHashMap<>();

  ParkedCounts(Admin admin, String bootstrapServers) {
    this.admin = admin;
    this.bootstrapServers = bootstrapServers;
  }

  /** Empty if the broker does not say. */
  Optional<Integer> of(Build build) {
    String topic = build.parkedTopic();
    try {
      // Before the reading: what comes meanwhile is a change to the next one.
      var offsets = TopicOffsets.ofTopics(admin, Set.of(topic));
      Known last = known.get(build);
      if (last == null || !last.offsets().equals(offsets)) {
        last = new Known(offsets, ParkedTopic.read(bootstrapServers, topic, PATIENCE).size());
        known.put(build, last);
      }
      return Optional.of(last.count());
    } catch (IOException e) {
      known.remove(build);
      log.warn("number of parked is not known projection={} cause={}", build, e.toString());
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
