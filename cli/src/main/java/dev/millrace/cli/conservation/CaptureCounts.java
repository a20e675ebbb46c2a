package dev.millrace.cli.conservation;

import dev.millrace.contract.CaptureRecords;
import dev.millrace.contract.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;

/** By which way records came to {@code order-capture}, of those that it still has. */
public final class CaptureCounts {

  private CaptureCounts() {}

  /** Records by their header {@code capture}; those without count as {@code other}. */
  public static SortedMap<String, Long> read(String bootstrapServers) {
    SortedMap<String, Long> counts = new TreeMap<>();
    String topic = Topics.ORDER_CAPTURE.name();
    try (var consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrapServers),
            Topics.ORDER_CAPTURE.key().deserializer(),
            Topics.ORDER_CAPTURE.value().deserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
        consumer.poll(Duration.ofMillis(200)).forEach(it -> counts.merge(way(it), 1L, Long::sum));
      }
    }
    return counts;
  }

  private static String way(ConsumerRecord<String, byte[]> record) {
    Header header = record.headers().lastHeader(CaptureRecords.CAPTURE);
    return header == null || header.value() == null
        ? "other"
        : new String(header.value(), StandardCharsets.UTF_8);
  }

  /** {@code cdc 12, express 9}. */
  public static String toText(SortedMap<String, Long> counts) {
    return counts.entrySet().stream()
        .map(count -> count.getKey() + " " + count.getValue())
        .collect(Collectors.joining(", "));
  }
}
