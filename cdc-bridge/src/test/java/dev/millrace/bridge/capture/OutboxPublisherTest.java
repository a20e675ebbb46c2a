package dev.millrace.bridge.capture;

import static dev.millrace.bridge.BridgeFixtures.ORDER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.bridge.BridgeFixtures;
import dev.millrace.contract.CaptureRecords;
import dev.millrace.contract.DeadLetterHeaders;
import dev.millrace.contract.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class OutboxPublisherTest {

  private final CaptureKafka kafka = new CaptureKafka();
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final OutboxPublisher publisher =
      new OutboxPublisher(kafka, "millrace.event_store", CaptureFixtures.metrics(registry));

  @Test
  void sendsTheEventToTheCaptureTopic() {
    assertThat(publisher.send(row(FakeLogRow.outbox(ORDER, 7)))).isDone();
    assertThat(kafka.history()).hasSize(1);
    ProducerRecord<String, byte[]> sent = kafka.takenBy(Topics.ORDER_CAPTURE).get(0);
    assertThat(CaptureRecords.read(sent.key(), sent.headers(), sent.value()))
        .isEqualTo(BridgeFixtures.captured(ORDER, 7));
    assertThat(count("rows")).isEqualTo(1);
    assertThat(count("dead.letters")).isZero();
  }

  @Test
  void sendsARowThatIsNoEventToTheDeadLettersWithItsPayload() {
    assertThat(publisher.send(row(FakeLogRow.outbox(ORDER, 7).without("event_type")))).isDone();
    ProducerRecord<String, byte[]> letter = onlyDeadLetter();
    assertThat(letter.key()).isEqualTo(ORDER.toString());
    assertThat(letter.value()).isEqualTo(bytes(BridgeFixtures.event(ORDER, 7).payload()));
    assertThat(texts(letter))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                DeadLetterHeaders.COMPONENT, "cdc-bridge/capture",
                DeadLetterHeaders.CAUSE, "column event_type must not be null",
                DeadLetterHeaders.COORDINATES,
                    "millrace.event_store stream s time t batch_seq_no 7"));
    assertThat(count("dead.letters")).isEqualTo(1);
    assertThat(count("rows")).isZero();
  }

  @Test
  void aRowWithoutPayloadIsADeadLetterWithoutValue() {
    assertThat(publisher.send(row(FakeLogRow.outbox(ORDER, 7).without("payload")))).isDone();
    assertThat(onlyDeadLetter().value()).isNull();
  }

  @Test
  void aRowThatIsTooLargeIsADeadLetterWithoutValue() {
    assertThat(publisher.sendTooLarge(row(FakeLogRow.outbox(ORDER, 7)))).isDone();
    ProducerRecord<String, byte[]> letter = onlyDeadLetter();
    assertThat(letter.key()).isEqualTo(ORDER.toString());
    assertThat(letter.value()).isNull();
    assertThat(texts(letter))
        .containsEntry(DeadLetterHeaders.CAUSE, "row exceeds the largest record that is sent");
  }

  private ProducerRecord<String, byte[]> onlyDeadLetter() {
    assertThat(kafka.history()).hasSize(1);
    List<ProducerRecord<String, byte[]>> letters = kafka.takenBy(Topics.ORDER_CAPTURE_DLQ);
    assertThat(letters).hasSize(1);
    return letters.get(0);
  }

  private double count(String metric) {
    return registry.get("millrace.capture." + metric).counter().count();
  }

  private static OutboxRow row(LogRow row) {
    return OutboxRow.of(row).orElseThrow();
  }

  private static Map<String, String> texts(ProducerRecord<?, ?> record) {
    Map<String, String> texts = new HashMap<>();
    record
        .headers()
        .forEach(h -> texts.put(h.key(), new String(h.value(), StandardCharsets.UTF_8)));
    return texts;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
