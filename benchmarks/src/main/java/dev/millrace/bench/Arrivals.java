package dev.millrace.bench;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Counts the committed records that come to a topic from now on. */
final class Arrivals implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final KafkaConsumer<byte[], byte[]> consumer;

  private Arrivals(KafkaConsumer<byte[], byte[]> consumer) {
    this.consumer = consumer;
  }

  /** Watches a topic from its end as it is now; the topic must exist. */
  static Arrivals ofNew(String kafka, String topic) {
    var bytes = new ByteArrayDeserializer();
    var consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", kafka, "isolation.level", "read_committed"), bytes, bytes);
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(info -> new TopicPartition(topic, info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    partitions.forEach(consumer::position);
    return new Arrivals(consumer);
  }

  /** How many came a second, from the first to the last of so many. */
  double perSecond(int count) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    int first = 0;
    while (first == 0) {
      first = poll(deadline);
    }
    // What the first poll brought had come before it.
    long begun = System.nanoTime();
    int came = first;
    while (came < count) {
      came += poll(deadline);
    }
    return (came - first) / ((System.nanoTime() - begun) / 1e9);
  }

  private int poll(long deadline) {
    if (System.nanoTime() > deadline) {
      throw new IllegalStateException("records did not come within " + PATIENCE);
    }
    return consumer.poll(POLL).count();
  }

  @Override
  public void close() {
    consumer.close();
  }
}
