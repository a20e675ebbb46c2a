package dev.millrace.bridge.sequencer;

import dev.millrace.contract.CaptureRecords;
import dev.millrace.contract.CapturedEvent;
import dev.millrace.contract.Topics;
import dev.millrace.contract.Watermark;
import dev.millrace.runtime.kafka.KafkaSettings;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;

/** The capture topic, and how far the sequencer has come in it. */
public final class CaptureTopic implements AutoCloseable {

  private static final String TOPIC = Topics.ORDER_CAPTURE.name();

  private final KafkaProducer<String, byte[]> producer;
  private final Admin admin;

  public CaptureTopic(KafkaSettings kafka) {
    Map<String, Object> config = Map.of("bootstrap.servers", kafka.bootstrapServers());
    producer = new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer());
    admin = Admin.create(config);
  }

  /** Returns when all are acknowledged. */
  public void send(List<CapturedEvent> events) {
    List<Future<RecordMetadata>> sent =
        events.stream().map(event -> producer.send(CaptureRecords.write(event))).toList();
    sent.forEach(CaptureTopic::get);
  }

  /** Returns when it is acknowledged. */
  void send(Watermark watermark) {
    get(producer.send(CaptureRecords.write(watermark)));
  }

  /** Waits until the sequencer has committed everything that is in the topic now. */
  void awaitConsumed() {
    Map<TopicPartition, Long> ends = ends();
    ends.values().removeIf(end -> end == 0);
    Awaitility.await().atMost(60, TimeUnit.SECONDS).until(() -> committed().equals(ends));
  }

  Collection<MemberDescription> groupMembers() {
    ConsumerGroupDescription group =
        get(
            admin
                .describeConsumerGroups(List.of(SequencerConfig.APPLICATION_ID))
                .describedGroups()
                .get(SequencerConfig.APPLICATION_ID));
    return group.members();
  }

  private Map<TopicPartition, Long> committed() {
    Map<TopicPartition, Long> offsets = new HashMap<>();
    get(admin
            .listConsumerGroupOffsets(SequencerConfig.APPLICATION_ID)
            .partitionsToOffsetAndMetadata())
        .forEach((partition, committed) -> offsets.put(partition, committed.offset()));
    return offsets;
  }

  private Map<TopicPartition, Long> ends() {
    Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
    producer
        .partitionsFor(TOPIC)
        .forEach(at -> latest.put(new TopicPartition(TOPIC, at.partition()), OffsetSpec.latest()));
    Map<TopicPartition, Long> ends = new HashMap<>();
    get(admin.listOffsets(latest).all())
        .forEach((partition, end) -> ends.put(partition, end.offset()));
    return ends;
  }

  private static <T> T get(Future<T> future) {
    try {
      return future.get(30, TimeUnit.SECONDS);
    } catch (ExecutionException | InterruptedException | TimeoutException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    producer.close();
    admin.close();
  }
}
