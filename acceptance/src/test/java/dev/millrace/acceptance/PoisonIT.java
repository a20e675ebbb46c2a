package dev.millrace.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.millrace.cli.demo.CommandClient;
import dev.millrace.cli.demo.DemoLoad;
import dev.millrace.cli.demo.DemoRecorder;
import dev.millrace.cli.pipeline.Pipeline;
import dev.millrace.contract.DeadLetterHeaders;
import dev.millrace.contract.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What cannot be read goes to a dead-letter topic with its coordinates, and the rest flows on. */
@ExtendWith(PipelineExtension.class)
class PoisonIT {

  @Test
  void aPoisonOutboxRowIsDeadLettered(Pipeline pipeline) {
    UUID aggregate = UUID.randomUUID();
    try (CqlSession session = TestSessions.open(pipeline)) {
      session.execute(
          "INSERT INTO millrace.event_store (aggregate_id, entry, sequence, id, payload)"
              + " VALUES (?, 'outbox', 1, uuid(), 'poison')",
          aggregate);
    }
    awaitDeadLetter(pipeline, Topics.ORDER_CAPTURE_DLQ.name(), "millrace.event_store");
    ordersStillFlow(pipeline);
  }

  @Test
  void aPoisonCaptureRecordIsDeadLettered(Pipeline pipeline) throws Exception {
    ConsumerRecord<byte[], byte[]> letter =
        poison(pipeline, Topics.ORDER_CAPTURE.name(), Topics.ORDER_CAPTURE_DLQ.name());
    assertThat(new String(letter.value(), StandardCharsets.UTF_8)).isEqualTo("poison");
    ordersStillFlow(pipeline);
  }

  @Test
  void aPoisonEventRecordIsDeadLettered(Pipeline pipeline) throws Exception {
    ConsumerRecord<byte[], byte[]> letter =
        poison(pipeline, Topics.ORDER_EVENTS.name(), Topics.PROJECTION_DLQ.name());
    assertThat(new String(letter.value(), StandardCharsets.UTF_8)).isEqualTo("poison");
    ordersStillFlow(pipeline);
  }

  private static ConsumerRecord<byte[], byte[]> poison(Pipeline pipeline, String topic, String dlq)
      throws Exception {
    try (var producer =
        new KafkaProducer<>(
            Map.<String, Object>of("bootstrap.servers", pipeline.endpoints().kafka()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer
          .send(new ProducerRecord<>(topic, bytes(UUID.randomUUID().toString()), bytes("poison")))
          .get(30, TimeUnit.SECONDS);
    }
    return awaitDeadLetter(pipeline, dlq, topic + "-");
  }

  private static ConsumerRecord<byte[], byte[]> awaitDeadLetter(
      Pipeline pipeline, String dlq, String coordinates) {
    List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
    try (var consumer =
        new KafkaConsumer<>(
            Map.<String, Object>of(
                "bootstrap.servers",
                pipeline.endpoints().kafka(),
                "isolation.level",
                "read_committed"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(dlq).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Awaitility.await()
          .atMost(60, TimeUnit.SECONDS)
          .until(
              () -> {
                consumer.poll(Duration.ofMillis(200)).forEach(found::add);
                found.removeIf(
                    record ->
                        !header(record, DeadLetterHeaders.COORDINATES).startsWith(coordinates));
                return !found.isEmpty();
              });
    }
    ConsumerRecord<byte[], byte[]> letter = found.get(0);
    assertThat(header(letter, DeadLetterHeaders.CAUSE)).isNotBlank();
    assertThat(header(letter, DeadLetterHeaders.COMPONENT)).isNotBlank();
    return letter;
  }

  private static void ordersStillFlow(Pipeline pipeline) {
    CommandClient client = new CommandClient(pipeline::endpoints);
    try (var recorder = new DemoRecorder(client)) {
      new DemoLoad(20, 4, System.nanoTime()).run(client, recorder, done -> {});
      Awaitility.await().atMost(60, TimeUnit.SECONDS).until(() -> !recorder.isAwaitingViews());
      assertThat(recorder.unexpected()).isEmpty();
    }
  }

  private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    var header = record.headers().lastHeader(name);
    return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
