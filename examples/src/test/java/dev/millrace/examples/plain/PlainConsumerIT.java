package dev.millrace.examples.plain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.contract.OrderEvents;
import dev.millrace.contract.Topics;
import dev.millrace.examples.Options;
import dev.millrace.examples.plain.Sequences.Verdict;
import dev.millrace.local.LocalStackEndpoints;
import dev.millrace.local.junit.WithLocalStack;
import dev.millrace.order.domain.OrderEvent;
import dev.millrace.order.domain.OrderItem;
import dev.millrace.testkit.TestEvents;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The plain example against a broker, with events in transactions as the bridge writes them. */
@WithLocalStack
class PlainConsumerIT {

  private static final TestEvents<OrderEvent> EVENTS = TestEvents.of(OrderEvents.TYPES);
  private static final UUID ORDER = new UUID(0, 7);
  private static final List<OrderEvent> LIFE =
      List.of(
          new OrderEvent.Created(
              UUID.randomUUID(), "EUR", List.of(new OrderItem("tea", 1, 450)), 450),
          new OrderEvent.Confirmed(),
          new OrderEvent.Shipped("T-1", "post"));

  private String bootstrap;
  private final List<String> lines = new ArrayList<>();

  @BeforeEach
  void emptyTopic(LocalStackEndpoints stack) throws Exception {
    bootstrap = stack.kafkaBootstrap();
    String name = Topics.ORDER_EVENTS.name();
    try (Admin admin = Admin.create(Map.<String, Object>of("bootstrap.servers", bootstrap))) {
      if (admin.listTopics().names().get().contains(name)) {
        admin.deleteTopics(List.of(name)).all().get();
      }
      admin.createTopics(List.of(new NewTopic(name, 2, (short) 1))).all().get();
    }
  }

  @Test
  void whatACrashLeftUndoneComesAgainAndNothingElse() throws Exception {
    publish(List.of(1, 2), true);
    publish(List.of(3), false);
    try (var consumer = consumer("crash", line -> crashAt(line, "@2 "))) {
      assertThatThrownBy(consumer::run).hasMessage("crash");
    }
    assertThat(read("crash").count(Verdict.NEXT)).isEqualTo(2);
    publish(List.of(3), true);
    assertThat(read("crash").count(Verdict.NEXT)).isEqualTo(1);
    // The second event did not get through before the crash; the aborted third never came.
    assertThat(lines)
        .extracting(line -> line.replaceAll(".*@(\\d) order.*", "$1"))
        .containsExactly("1", "1", "2", "3");
  }

  @Test
  void aHoleAndARepetitionAreTold() throws Exception {
    publish(List.of(1, 3, 3), true);
    PlainConsumer consumer = read("hole");
    assertThat(consumer.count(Verdict.GAP)).isEqualTo(1);
    assertThat(consumer.count(Verdict.REPEATED)).isEqualTo(1);
    assertThat(lines)
        .extracting(line -> line.substring(0, line.indexOf(' ')))
        .containsExactly("NEXT", "GAP", "REPEATED");
  }

  private void crashAt(String line, String place) {
    if (line.contains(place)) {
      throw new IllegalStateException("crash");
    }
    lines.add(line);
  }

  private PlainConsumer read(String group) {
    try (var consumer = consumer(group, lines::add)) {
      consumer.run();
      return consumer;
    }
  }

  private PlainConsumer consumer(String group, Consumer<String> handler) {
    return new PlainConsumer(
        new Options(bootstrap, group, Optional.of(Duration.ofSeconds(3))), handler);
  }

  private void publish(List<Integer> sequences, boolean commit) throws Exception {
    var config =
        Map.<String, Object>of("bootstrap.servers", bootstrap, "transactional.id", "publisher");
    try (var producer =
        new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer())) {
      producer.initTransactions();
      producer.beginTransaction();
      for (int sequence : sequences) {
        producer.send(record(sequence)).get();
      }
      if (commit) {
        producer.commitTransaction();
      } else {
        producer.abortTransaction();
      }
    }
  }

  private static ProducerRecord<String, byte[]> record(int sequence) {
    TestRecord<String, byte[]> event = EVENTS.record(ORDER, sequence, LIFE.get(sequence - 1));
    return new ProducerRecord<>(
        Topics.ORDER_EVENTS.name(), null, null, event.key(), event.value(), event.headers());
  }
}
