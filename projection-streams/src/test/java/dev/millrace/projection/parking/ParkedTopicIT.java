package dev.millrace.projection.parking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.local.LocalStack;
import dev.millrace.local.junit.WithLocalStack;
import dev.millrace.projection.parking.ParkedTopic.Patience;
import dev.millrace.runtime.kafka.KafkaSettings;
import dev.millrace.runtime.kafka.KafkaTopics;
import dev.millrace.runtime.kafka.KafkaTopics.Wanted;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a topic of parked records says while it is written. */
@WithLocalStack
class ParkedTopicIT {

  private static final Patience PATIENCE =
      new Patience(Duration.ofSeconds(10), Duration.ofSeconds(10));

  private final String topic = "parked-" + UUID.randomUUID();
  private String broker = "";

  @BeforeEach
  void connect(LocalStack stack) {
    broker = stack.endpoints().kafkaBootstrap();
  }

  @Test
  void whatIsCommittedCountsAndNoListIsShortForAnOpenTransaction() throws IOException {
    KafkaTopics.ensure(new KafkaSettings(broker, 2), List.of(new Wanted(topic, 2, true)));
    try (var producer = producer()) {
      producer.initTransactions();
      producer.beginTransaction();
      send(producer, "committed", "x");
      send(producer, "redriven", "x");
      producer.commitTransaction();
      producer.beginTransaction();
      send(producer, "redriven", null);
      producer.commitTransaction();
      producer.beginTransaction();
      send(producer, "committed", null);
      send(producer, "aborted", "x");
      producer.flush();
      producer.abortTransaction();
      producer.beginTransaction();
      send(producer, "open", "x");
      producer.flush();
      var impatient = new Patience(PATIENCE.answer(), Duration.ofMillis(300));
      assertThatThrownBy(() -> ParkedTopic.read(broker, topic, impatient))
          .isInstanceOf(IOException.class)
          .hasMessageContaining(topic)
          .hasMessageContaining("or a transaction is open");
      producer.abortTransaction();
      assertThat(ParkedTopic.read(broker, topic, PATIENCE).with(Map.of()))
          .extracting(ParkedAggregate::id)
          .containsExactly("committed");
    }
  }

  @Test
  void aTopicThatIsNotThereIsNoEmptyListAndIsNotMade() {
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> ParkedTopic.read(broker, topic, PATIENCE))
          .isInstanceOf(IOException.class)
          .hasMessage("there is no topic " + topic);
    }
  }

  private KafkaProducer<byte[], byte[]> producer() {
    return new KafkaProducer<>(
        Map.of("bootstrap.servers", broker, "transactional.id", topic),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  private void send(KafkaProducer<byte[], byte[]> producer, String key, String value) {
    byte[] bytes = value == null ? null : bytes(value);
    var unused = producer.send(new ProducerRecord<>(topic, bytes(key), bytes));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
