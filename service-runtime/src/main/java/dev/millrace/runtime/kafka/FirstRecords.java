package dev.millrace.runtime.kafka;

import dev.millrace.runtime.kafka.GroupLag.Unread;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.TopicPartition;

/** Where topics begin that records were deleted from. */
public final class FirstRecords {

  private FirstRecords() {}

  /**
   * The time of the newest of the first records of those partitions that do not begin with their
   * first offset any more; now, if one of these is empty. Empty if all partitions are whole.
   *
   * @throws IOException if the broker does not answer or refuses
   */
  public static Optional<Instant> newestAfterDeletion(String bootstrapServers, String topic)
      throws IOException, InterruptedException {
    Map<TopicPartition, Unread> cut = new HashMap<>();
    try (Admin admin =
        Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
      TopicOffsets.ofTopics(admin, List.of(topic))
          .forEach(
              (partition, range) -> {
                if (range.begin() > 0) {
                  cut.put(partition, new Unread(range.begin(), range.end()));
                }
              });
    }
    Map<TopicPartition, Instant> times = OldestRecord.times(bootstrapServers, cut);
    return cut.keySet().stream()
        .map(partition -> times.getOrDefault(partition, Instant.now()))
        .max(Instant::compareTo);
  }
}
