package dev.millrace.projection;

import static dev.millrace.projection.EventFixtures.CONFIRMED;
import static dev.millrace.projection.EventFixtures.CREATED;
import static dev.millrace.projection.EventFixtures.bytes;
import static dev.millrace.projection.EventFixtures.life;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.millrace.contract.Topics;
import dev.millrace.local.LocalStack;
import dev.millrace.local.junit.WithLocalStack;
import dev.millrace.projection.sink.ScyllaSinks;
import dev.millrace.runtime.kafka.KafkaSettings;
import dev.millrace.runtime.kafka.KafkaTopics;
import dev.millrace.runtime.kafka.KafkaTopics.Wanted;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.record.internal.DefaultRecord;
import org.apache.kafka.common.record.internal.DefaultRecordBatch;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The largest record that a topic of events takes is parked or a dead letter like any other. */
@WithLocalStack
class LargestRecordIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Of a topic, without a setting of its own. */
  private static final int MOST_BYTES = 1_048_588;

  private final UUID order = UUID.randomUUID();
  private final UUID other = UUID.randomUUID();
  private LocalStack stack;
  private CqlSession session;
  private EventLog events;
  private History history;
  private FragileProjection projection;

  @TempDir Path state;

  @BeforeEach
  void open(LocalStack local) {
    stack = local;
    session = LocalSession.open(stack.endpoints(), Duration.ofSeconds(20));
    events = new EventLog(stack.endpoints());
    history = new History(stack.endpoints(), session, events);
    projection = new FragileProjection(history.topic());
  }

  @AfterEach
  void close() {
    events.close();
    session.close();
  }

  @Test
  void itIsParkedInTopicsOfEarlierReleasesTooAndOthersFlow() throws Exception {
    Build build = Build.first(projection.name());
    // As they were made once; that of dead letters is there, too.
    KafkaTopics.ensure(
        new KafkaSettings(stack.endpoints().kafkaBootstrap(), EventLog.PARTITIONS),
        List.of(
            new Wanted(build.parkedTopic(), EventLog.PARTITIONS, true),
            new Wanted(
                build.applicationId() + "-parked-" + history.topic().name() + "-changelog",
                EventLog.PARTITIONS,
                true)));
    requireItIsParkedAndOthersFlow();
  }

  @Test
  void itIsParkedInTopicsOfTodayAndOthersFlow() throws Exception {
    requireItIsParkedAndOthersFlow();
  }

  private void requireItIsParkedAndOthersFlow() throws Exception {
    try (var running = start()) {
      Awaitility.await().atMost(PATIENCE).until(running::areRunning);
      byte[] poison = sendLargest(EventFixtures.record(order, 1, CREATED));
      byte[] homeless = sendLargest(EventFixtures.record(bytes(order.toString()), new byte[0], 1));
      history.publish(life(other, CREATED, CONFIRMED));
      Awaitility.await()
          .atMost(PATIENCE)
          .until(() -> folded(running) == 2 && parkedAggregates(running) == 1);
      Awaitility.await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> {
                assertThat(events.read(Build.first(projection.name()).parkedTopic()))
                    .singleElement()
                    .satisfies(record -> assertThat(record.value()).isEqualTo(poison));
                assertThat(events.read(Topics.PROJECTION_DLQ.name()))
                    .filteredOn(record -> record.value().length == homeless.length)
                    .anySatisfy(record -> assertThat(record.value()).isEqualTo(homeless));
              });
      String status = "/projections/" + projection.name();
      assertThat(running.api().get(status + "/parked").json().path(0).path("id").asText())
          .isEqualTo(order.toString());
      assertThat(running.areRunning()).isTrue();
    }
  }

  /** Sends it with the largest value that the topic takes, and returns that. */
  private byte[] sendLargest(ProducerRecord<byte[], byte[]> like) throws Exception {
    byte[] value = new byte[MOST_BYTES];
    new Random(7).nextBytes(value);
    int length = MOST_BYTES;
    while (batchBytes(like, ByteBuffer.wrap(value, 0, length)) > MOST_BYTES) {
      length--;
    }
    Map<String, Object> config =
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            stack.endpoints().kafkaBootstrap(),
            ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
            2 * MOST_BYTES);
    try (var producer =
        new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
      var tooLarge = copy(like, Arrays.copyOf(value, length + 1));
      assertThatThrownBy(() -> producer.send(tooLarge).get())
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(RecordTooLargeException.class);
      var largest = copy(like, Arrays.copyOf(value, length));
      producer.send(largest).get();
      return largest.value();
    }
  }

  private ProducerRecord<byte[], byte[]> copy(ProducerRecord<byte[], byte[]> like, byte[] value) {
    return new ProducerRecord<>(
        history.topic().name(), null, like.timestamp(), like.key(), value, like.headers());
  }

  private static int batchBytes(ProducerRecord<byte[], byte[]> like, ByteBuffer value) {
    return DefaultRecordBatch.RECORD_BATCH_OVERHEAD
        + DefaultRecord.sizeInBytes(
            0, 0, ByteBuffer.wrap(like.key()), value, like.headers().toArray());
  }

  private double folded(RunningProjections running) {
    return running.count("millrace.projection.folded", projection.name());
  }

  private double parkedAggregates(RunningProjections running) {
    return running.value("millrace.projection.parked.aggregates", projection.name());
  }

  private RunningProjections start() {
    return RunningProjections.start(
        stack.endpoints(), session, List.of(projection), ScyllaSinks.of(session), state);
  }
}
