package dev.millrace.cli.doctor.probe;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** When a topic was written to last. */
final class NewestRecord {

  private NewestRecord() {}

  /** Empty if the topic has no record, or if there is no such topic. */
  static Optional<Instant> of(Admin admin, String topic) throws Exception {
    try {
      TopicDescription found =
          KafkaProbe.await(admin.describeTopics(List.of(topic)).allTopicNames()).get(topic);
      Map<TopicPartition, OffsetSpec> partitions =
          found.partitions().stream()
              .collect(
                  Collectors.toMap(
                      it -> new TopicPartition(topic, it.partition()),
                      it -> OffsetSpec.maxTimestamp()));
      return KafkaProbe.await(admin.listOffsets(partitions).all()).values().stream()
          .map(ListOffsetsResultInfo::timestamp)
          .filter(timestamp -> timestamp >= 0)
          .max(Long::compare)
          .map(Instant::ofEpochMilli);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        return Optional.empty();
      }
      throw e;
    }
  }
}
