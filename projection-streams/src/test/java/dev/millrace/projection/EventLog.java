package dev.millrace.projection;

import dev.millrace.contract.Topics;
import dev.millrace.local.LocalStackEndpoints;
import dev.millrace.runtime.kafka.KafkaSettings;
import dev.millrace.runtime.kafka.KafkaTopics;
import dev.millrace.runtime.kafka.KafkaTopics.Wanted;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The broker as seen from outside the projections: what went in, came out and was committed. */
final class EventLog implements AutoCloseable {

  static final int PARTITIONS = 2;

  private final Map<String, Object> broker;
  private final KafkaProducer<byte[], byte[]> producer;
  private final Admin admin;

  EventLog(LocalStackEndpoints endpoints) {
    broker = Map.of("bootstrap.servers", endpoints.kafkaBootstrap());
    KafkaTopics.ensure(
        new KafkaSettings(endpoints.kafkaBootstrap(), PARTITIONS),
        Stream.of(Topics.ORDER_EVENTS, Topics.ORDER_VIEWS, Topics.PROJECTION_DLQ)
            .map(topic -> new Wanted(topic.name(), PARTITIONS, topic.compacted()))
            .toList());
    producer = new KafkaProducer<>(broker, new ByteArraySerializer(), new ByteArraySerializer());
    admin = Admin.create(broker);
  }

  void send(List<ProducerRecord<byte[], byte[]>> records) {
    records.stream().map(producer::send).toList().forEach(EventLog::result);
  }

  /** How many event records a projection has committed, over all partitions. */
  long committed(String projection) {
    var offsets =
        result(
            admin
                .listConsumerGroupOffsets("projection-" + projection)
                .partitionsToOffsetAndMetadata()
                .toCompletionStage()
                .toCompletableFuture());
    return partitions(Topics.ORDER_EVENTS.name()).stream()
        .map(offsets::get)
        .filter(java.util.Objects::nonNull)
        .mapToLong(OffsetAndMetadata::offset)
        .sum();
  }

  /** How many event records there are, over all partitions. */
  long sent() {
    return read(Topics.ORDER_EVENTS.name()).size();
  }

  /** Makes a topic. */
  void create(String topic) {
    result(
        admin
            .createTopics(List.of(new NewTopic(topic, 1, (short) 1)))
            .all()
            .toCompletionStage()
            .toCompletableFuture());
  }

  /** The names of all topics. */
  Set<String> topics() {
    return result(admin.listTopics().names().toCompletionStage().toCompletableFuture());
  }

  /** Whether a transaction of the projection is open. */
  boolean isInTransaction(String projection) {
    var all = result(admin.listTransactions().all().toCompletionStage().toCompletableFuture());
    return all.stream()
        .filter(listing -> listing.transactionalId().startsWith("projection-" + projection + "-"))
        .map(TransactionListing::state)
        .anyMatch(TransactionState.ONGOING::equals);
  }

  /** All that is committed to a topic. */
  List<ConsumerRecord<byte[], byte[]>> read(String topic) {
    List<TopicPartition> partitions = partitions(topic);
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    try (var consumer = consumer()) {
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
        consumer.poll(Duration.ofMillis(100)).forEach(records::add);
      }
    }
    return records;
  }

  private KafkaConsumer<byte[], byte[]> consumer() {
    return new KafkaConsumer<>(
        Map.of(
            "bootstrap.servers", broker.get("bootstrap.servers"),
            "isolation.level", "read_committed",
            "enable.auto.commit", "false"),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }

  private static List<TopicPartition> partitions(String topic) {
    return IntStream.range(0, PARTITIONS).mapToObj(p -> new TopicPartition(topic, p)).toList();
  }

  private static <T> T result(Future<T> future) {
    try {
      return future.get(30, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    producer.close();
    admin.close();
  }
}
