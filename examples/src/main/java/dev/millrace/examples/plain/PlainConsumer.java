package dev.millrace.examples.plain;

import dev.millrace.contract.EncodedEvent;
import dev.millrace.contract.EventRecords;
import dev.millrace.contract.Topics;
import dev.millrace.examples.Options;
import dev.millrace.examples.plain.Sequences.Verdict;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Reads {@code order-events} and keeps its place: an offset is committed only after the events
 * before it were handled. So a crash repeats some events, and loses none.
 */
final class PlainConsumer implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration CONNECT = Duration.ofSeconds(10);

  private final KafkaConsumer<String, byte[]> consumer;
  private final Map<TopicPartition, Sequences> sequences = new HashMap<>();
  private final Map<Verdict, Long> counts = new EnumMap<>(Verdict.class);
  private final Options options;
  private final Consumer<String> lines;

  /**
   * A member of the group.
   *
   * @param lines handles an event, here the line that tells of it; if it throws, the event comes
   *     again
   */
  PlainConsumer(Options options, Consumer<String> lines) {
    this.options = options;
    this.lines = lines;
    consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                options.bootstrap(),
                ConsumerConfig.GROUP_ID_CONFIG,
                options.group(),
                // Without it, events of aborted transactions are read, too: twice, or out of order.
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                // Else places are kept whether or not the work was done.
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest"),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    consumer.subscribe(List.of(Topics.ORDER_EVENTS.name()), new Assignments());
  }

  /**
   * Reads on until it is told to stop or, if so asked, until nothing more comes.
   *
   * @throws IllegalStateException if there is no broker, or no such topic
   */
  void run() {
    connect();
    long last = System.nanoTime();
    try {
      while (!isIdle(last)) {
        ConsumerRecords<String, byte[]> records = consumer.poll(POLL);
        records.forEach(this::handle);
        if (!records.isEmpty()) {
          consumer.commitSync();
        }
        // A member without partitions has nothing to be idle about.
        if (!records.isEmpty() || consumer.assignment().isEmpty()) {
          last = System.nanoTime();
        }
      }
    } catch (WakeupException e) {
      // Told to stop.
    }
  }

  private void connect() {
    String topic = Topics.ORDER_EVENTS.name();
    try {
      if (consumer.partitionsFor(topic, CONNECT).isEmpty()) {
        throw new IllegalStateException("no topic " + topic + " at " + options.bootstrap());
      }
    } catch (TimeoutException e) {
      throw new IllegalStateException("no broker answers at " + options.bootstrap(), e);
    }
  }

  private boolean isIdle(long since) {
    return options.idle().filter(idle -> System.nanoTime() - since > idle.toNanos()).isPresent();
  }

  private void handle(ConsumerRecord<String, byte[]> record) {
    EncodedEvent event = EventRecords.read(record.headers(), record.value());
    Verdict verdict =
        sequences
            .get(new TopicPartition(record.topic(), record.partition()))
            .next(event.aggregate().id(), event.sequence());
    lines.accept(
        "%-8s %d@%d %s %s"
            .formatted(
                verdict,
                record.partition(),
                record.offset(),
                event.coordinates(),
                event.payload()));
    counts.merge(verdict, 1L, Long::sum);
  }

  long count(Verdict verdict) {
    return counts.getOrDefault(verdict, 0L);
  }

  /** Ends {@link #run}, from another thread. */
  void stop() {
    consumer.wakeup();
  }

  /** Leaves the group. What was handled and not committed comes again. */
  @Override
  public void close() {
    consumer.close();
  }

  /** While a partition was another member's, its sequences went on. */
  private final class Assignments implements ConsumerRebalanceListener {

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      for (TopicPartition partition : partitions) {
        sequences.put(partition, new Sequences(consumer.position(partition) == 0));
      }
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      partitions.forEach(sequences::remove);
    }
  }
}
