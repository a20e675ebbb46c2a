package dev.millrace.command.express;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.millrace.command.store.Append;
import dev.millrace.command.store.EventStoreContract;
import dev.millrace.contract.CaptureRecords;
import dev.millrace.contract.CapturedEvent;
import dev.millrace.contract.Topics;
import dev.millrace.local.LocalStack;
import dev.millrace.local.junit.WithLocalStack;
import dev.millrace.runtime.kafka.KafkaSettings;
import dev.millrace.runtime.kafka.KafkaTopics;
import dev.millrace.runtime.kafka.KafkaTopics.Wanted;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@WithLocalStack
class KafkaExpressLaneIT {

  private static final String TOPIC = Topics.ORDER_CAPTURE.name();
  private static final Duration AT_ONCE = Duration.ofSeconds(1);
  private static final int BUFFER_MEBIBYTES = 1;

  /** No such name is ever known (RFC 2606). */
  private static final String UNKNOWN = "kafka.invalid:9092";

  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private final UUID aggregate = UUID.randomUUID();
  private LocalStack stack;
  private KafkaExpressLane lane;

  @BeforeEach
  void open(LocalStack shared) {
    stack = shared;
    var kafka = new KafkaSettings(bootstrap(), 2);
    KafkaTopics.ensure(kafka, List.of(new Wanted(TOPIC, 2, false)));
    lane = KafkaExpressLane.open(settings(bootstrap()), metrics);
  }

  private String bootstrap() {
    return stack.endpoints().kafkaBootstrap();
  }

  private static ExpressSettings settings(String bootstrapServers) {
    return new ExpressSettings(true, BUFFER_MEBIBYTES, bootstrapServers);
  }

  @AfterEach
  void close() {
    lane.close();
    if (!stack.broker().process().isAlive()) {
      stack.broker().start();
    }
  }

  @Test
  void sendsEveryEventInOrderUnpublishedOnesIncluded() {
    awaitDelivering();
    Append append = append(aggregate, 1, 4);
    lane.offer(append);
    List<CapturedEvent> captured = awaitCaptured(4);
    assertThat(captured)
        .containsExactlyElementsOf(
            append.entries().stream()
                .map(e -> new CapturedEvent(e.event(), e.topic(), CapturedEvent.EXPRESS))
                .toList());
  }

  @Test
  void neitherWaitsNorGrowsWhileTheBrokerIsAwayAndGoesOnAfterwards() {
    awaitDelivering();
    stack.broker().process().kill();
    double droppedBefore = count("dropped");
    // Some megabytes more than the buffer holds.
    List<Append> appends = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      appends.add(append(UUID.randomUUID(), 1, 1));
    }
    for (Append append : appends) {
      long start = System.nanoTime();
      lane.offer(append);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(AT_ONCE);
    }
    assertThat(count("dropped")).isGreaterThan(droppedBefore);
    stack.broker().start();
    awaitDelivering();
  }

  @Test
  void opensWhenTheNameOfABrokerIsKnownAndDropsHintsUntilThen() {
    lane.close();
    var known = new AtomicBoolean();
    lane =
        KafkaExpressLane.open(
            () -> ExpressProducer.create(settings(known.get() ? bootstrap() : UNKNOWN)), metrics);
    double deliveredBefore = count("delivered");
    lane.offer(append(aggregate, 1, 4));
    assertThat(count("dropped")).isEqualTo(4);
    assertThat(count("delivered")).isEqualTo(deliveredBefore);
    known.set(true);
    awaitDelivering();
  }

  @Test
  void endsWithoutHavingBeenOpen() {
    lane.close();
    lane = KafkaExpressLane.open(settings(UNKNOWN), metrics);
    assertThatCode(lane::close).doesNotThrowAnyException();
  }

  /** Hints get lost until the producer has found its topic: sends some until one arrives. */
  private void awaitDelivering() {
    double before = count("delivered");
    Awaitility.await()
        .atMost(60, TimeUnit.SECONDS)
        .until(
            () -> {
              lane.offer(append(UUID.randomUUID(), 1, 1));
              return count("delivered") > before;
            });
  }

  private double count(String what) {
    return metrics.counter("millrace.express." + what).count();
  }

  private List<CapturedEvent> awaitCaptured(int number) {
    List<CapturedEvent> captured = new ArrayList<>();
    try (var consumer = consumer()) {
      Awaitility.await()
          .atMost(30, TimeUnit.SECONDS)
          .pollInSameThread()
          .until(
              () -> {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> add(captured, record));
                return captured.size() >= number;
              });
    }
    return captured;
  }

  private void add(List<CapturedEvent> captured, ConsumerRecord<String, byte[]> record) {
    if (record.key().equals(aggregate.toString())) {
      captured.add(CaptureRecords.read(record.key(), record.headers(), record.value()));
    }
  }

  private KafkaConsumer<String, byte[]> consumer() {
    var consumer =
        new KafkaConsumer<>(
            Map.<String, Object>of("bootstrap.servers", bootstrap()),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        List.of(new TopicPartition(TOPIC, 0), new TopicPartition(TOPIC, 1));
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    return consumer;
  }

  private static Append append(UUID aggregate, long first, long last) {
    return EventStoreContract.append(aggregate, UUID.randomUUID(), first, last);
  }
}
