package dev.millrace.runtime.kafka;

import java.io.IOException;
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
public final class TopicOffsets {

  private TopicOffsets() {}

  /**
   * What a partition has.
   *
   * @param end the offset that the next record gets
   */
  public record Range(long begin, long end) {}

  /** Of every partition of some topics. */
  public static Map<TopicPartition, Range> ofTopics(Admin admin, Collection<String> topics)
      throws IOException, InterruptedException {
    Map<String, TopicDescription> descriptions =
        Await.of(admin.describeTopics(topics).allTopicNames());
    List<TopicPartition> partitions = new ArrayList<>();
    descriptions.forEach(
        (name, topic) ->
            topic
                .partitions()
                .forEach(p -> partitions.add(new TopicPartition(name, p.partition()))));
    return of(admin, partitions);
  }

  /** Of some partitions. */
  public static Map<TopicPartition, Range> of(Admin admin, Collection<TopicPartition> partitions)
      throws IOException, InterruptedException {
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
      throws IOException, InterruptedException {
    return Await.of(
        admin
            .listOffsets(partitions.stream().collect(Collectors.toMap(p -> p, p -> which.get())))
            .all());
  }
}
