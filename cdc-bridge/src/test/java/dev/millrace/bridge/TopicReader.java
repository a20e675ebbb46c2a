package dev.millrace.bridge;

import dev.millrace.contract.Topic;
import dev.millrace.runtime.kafka.KafkaSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;

/** Reads a topic from its beginning, committed records only, and keeps those of some keys. */
public final class TopicReader implements AutoCloseable {

  private final KafkaConsumer<String, byte[]> consumer;
  private final Predicate<String> keys;
  private final List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();

  public TopicReader(KafkaSettings kafka, Topic<?, ?> topic, Predicate<String> keys) {
    this.keys = keys;
    consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers", kafka.bootstrapServers(), "isolation.level", "read_committed"),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic.name()).stream()
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  public TopicReader(KafkaSettings kafka, Topic<?, ?> topic, UUID key) {
    this(kafka, topic, key.toString()::equals);
  }

  /** Reads on until the records so far are as wanted, within a bound. */
  public List<ConsumerRecord<String, byte[]>> await(
      Predicate<List<ConsumerRecord<String, byte[]>>> wanted) {
    Awaitility.await()
        .atMost(60, TimeUnit.SECONDS)
        .pollInSameThread()
        .pollInterval(10, TimeUnit.MILLISECONDS)
        .until(
            () -> {
              poll();
              return wanted.test(records);
            });
    return List.copyOf(records);
  }

  /** Reads to what is the end now. */
  public List<ConsumerRecord<String, byte[]>> readToEnd() {
    Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
    return await(
        read ->
            ends.entrySet().stream().allMatch(e -> consumer.position(e.getKey()) >= e.getValue()));
  }

  private void poll() {
    for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(100))) {
      if (record.key() != null && keys.test(record.key())) {
        records.add(record);
      }
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}
