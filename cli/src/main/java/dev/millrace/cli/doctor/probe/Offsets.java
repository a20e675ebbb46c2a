package dev.millrace.cli.doctor.probe;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;

/** First and last offsets of topics. */
final class Offsets {

  private Offsets() {}

  /**
   * What a partition has.
   *
   * @param end the offset that the next record gets
   */
  record Range(long begin, long end) {}

  static Map<TopicPartition, Range> ofTopics(Admin admin, List<String> topics) throws Exception {
    Map<String, TopicDescription> descriptions =
        KafkaProbe.await(admin.describeTopics(topics).allTopicNames());
    List<TopicPartition> partitions = new ArrayList<>();
    descriptions.forEach(
        (name, topic) ->
            topic
                .partitions()
                .forEach(p -> partitions.add(new TopicPartition(name, p.partition()))));
    return of(admin, partitions);
  }

  static Map<TopicPartition, Range> of(Admin admin, Collection<TopicPartition> partitions)
      throws Exception {
    var begins = offsets(admin, partitions, OffsetSpec::earliest);
    var ends = offsets(admin, partitions, OffsetSpec::latest);
    Map<TopicPartition, Range> ranges = new HashMap<>();
    begins.forEach(
        (partition, begin) -> {
          long end = Math.max(begin.offset(), ends.get(partition).offset());
          ranges.put(partition, new Range(begin.offset(), end));
        });
    return ranges;
  }

  private static Map<TopicPartition, ListOffsetsResultInfo> offsets(
      Admin admin, Collection<TopicPartition> partitions, Supplier<OffsetSpec> which)
      throws Exception {
    return KafkaProbe.await(
        admin
            .listOffsets(partitions.stream().collect(Collectors.toMap(p -> p, p -> which.get())))
            .all());
  }
}
