package dev.millrace.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.local.junit.WithLocalStack;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The broker keeps what it acknowledged over {@code kill -9}, on the same port. */
@WithLocalStack
class BrokerIT {

  private static final String TOPIC = "kept";

  @Test
  void keepsAcknowledgedRecordsOverAKill(LocalStack stack) throws Exception {
    Map<String, Object> config = Map.of("bootstrap.servers", stack.endpoints().kafkaBootstrap());
    try (Admin admin = Admin.create(config)) {
      admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
    }
    Set<String> sent = new HashSet<>();
    try (var producer =
        new KafkaProducer<>(config, new StringSerializer(), new StringSerializer())) {
      for (int i = 0; i < 200; i++) {
        producer.send(new ProducerRecord<>(TOPIC, "value-" + i)).get(30, TimeUnit.SECONDS);
        sent.add("value-" + i);
      }
    }
    stack.broker().process().kill();
    stack.broker().start();
    Set<String> found = new HashSet<>();
    try (var consumer =
        new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
      var partition = new TopicPartition(TOPIC, 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      Awaitility.await()
          .atMost(30, TimeUnit.SECONDS)
          .until(
              () -> {
                for (ConsumerRecord<String, String> record :
                    consumer.poll(Duration.ofMillis(100))) {
                  found.add(record.value());
                }
                return found.size() == sent.size();
              });
    }
    assertThat(found).isEqualTo(sent);
  }
}
