package dev.millrace.bench;

import dev.millrace.contract.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The raw limit of the sequencer: the same records through a bare loop that consumes, produces and
 * commits both in one transaction, as often as the sequencer does with a backlog.
 */
final class RawSequencer implements AutoCloseable {

  static final String TOPIC = "bench-raw-events";
  private static final Duration POLL = Duration.ofMillis(5);
  private static final long COMMIT_NANOS = Duration.ofMillis(200).toNanos();

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final KafkaProducer<byte[], byte[]> producer;

  RawSequencer(String kafka) {
    var in = new ByteArrayDeserializer();
    var out = new ByteArraySerializer();
    consumer = new KafkaConsumer<>(BareConsumers.config(kafka), in, in);
    consumer.subscribe(List.of(Topics.ORDER_CAPTURE.name()));
    producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                kafka,
                "transactional.id",
                "bench-raw-" + UUID.randomUUID(),
                "linger.ms",
                0),
            out,
            out);
    producer.initTransactions();
  }

  /** Moves so many records. */
  void run(int count) {
    int moved = 0;
    while (moved < count) {
      moved += moveInOneTransaction();
    }
  }

  private int moveInOneTransaction() {
    int moved = 0;
    producer.beginTransaction();
    long commitAt = System.nanoTime() + COMMIT_NANOS;
    do {
      ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
      records.forEach(this::send);
      moved += records.count();
    } while (System.nanoTime() < commitAt);
    producer.sendOffsetsToTransaction(positions(), consumer.groupMetadata());
    producer.commitTransaction();
    return moved;
  }

  private Map<TopicPartition, OffsetAndMetadata> positions() {
    return consumer.assignment().stream()
        .collect(
            Collectors.toMap(
                Function.identity(),
                partition -> new OffsetAndMetadata(consumer.position(partition))));
  }

  private void send(ConsumerRecord<byte[], byte[]> record) {
    var unused =
        producer.send(
            new ProducerRecord<>(TOPIC, null, record.key(), record.value(), record.headers()));
  }

  @Override
  public void close() {
    consumer.close();
    producer.close();
  }
}
