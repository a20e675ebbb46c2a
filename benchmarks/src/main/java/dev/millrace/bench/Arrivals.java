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

  /**
   * How many came a second, from the first on.
   *
   * @param cold of the first half, while a process that has just started still compiles its code
   * @param warm of the second half
   */
  record Pace(double cold, double warm) {

    Pace times(double factor) {
      return new Pace(cold * factor, warm * factor);
    }

    static Pace medianOf(List<Pace> paces) {
      return new Pace(
          Sample.medianOf(paces.stream().map(Pace::cold).toList()),
          Sample.medianOf(paces.stream().map(Pace::warm).toList()));
    }
  }

  /** Waits for so many records. */
  Pace pace(int count) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    int first = 0;
    while (first == 0) {
      first = poll(deadline);
    }
    // What the first poll brought had come before it.
    long begun = System.nanoTime();
    int half = first + rest(count / 2 - first, deadline);
    long halved = System.nanoTime();
    int second = rest(count - half, deadline);
    return new Pace(
        perSecond(half - first, begun, halved), perSecond(second, halved, System.nanoTime()));
  }

  private int rest(int count, long deadline) {
    int came = 0;
    while (came < count) {
      came += poll(deadline);
    }
    return came;
  }

  private static double perSecond(int count, long from, long to) {
    return count / ((to - from) / 1e9);
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
