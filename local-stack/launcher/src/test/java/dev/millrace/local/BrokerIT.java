package dev.millrace.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.local.junit.WithLocalStack;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The broker keeps what it acknowledged over {@code kill -9}, on the same port. */
@WithLocalStack
class BrokerIT {

  private static final String TOPIC = "kept";
  private static final String INTERRUPTED = "interrupted";

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

  /** The markers must reach every partition, or consumers of committed records stop there. */
  @Test
  void endsTheTransactionsThatAKillInterrupted(LocalStack stack) throws Exception {
    Map<String, Object> config = Map.of("bootstrap.servers", stack.endpoints().kafkaBootstrap());
    try (Admin admin = Admin.create(config)) {
      admin.createTopics(List.of(new NewTopic(INTERRUPTED, 4, (short) 1))).all().get();
    }
    KafkaProducer<String, String> producer = withATransactionOpen(config);
    stack.broker().process().kill();
    producer.close(Duration.ZERO);
    stack.broker().start();
    try (Admin admin = Admin.create(config)) {
      Awaitility.await()
          .atMost(30, TimeUnit.SECONDS)
          .untilAsserted(
              () ->
                  assertThat(ends(admin, IsolationLevel.READ_COMMITTED))
                      .isEqualTo(ends(admin, IsolationLevel.READ_UNCOMMITTED)));
    }
  }

  private static KafkaProducer<String, String> withATransactionOpen(Map<String, Object> config)
      throws Exception {
    Map<String, Object> transactional = new HashMap<>(config);
    transactional.put("transactional.id", INTERRUPTED);
    // Over before the broker is back: it is the coordinator that must end it.
    transactional.put("transaction.timeout.ms", 1_000);
    var producer =
        new KafkaProducer<>(transactional, new StringSerializer(), new StringSerializer());
    producer.initTransactions();
    producer.beginTransaction();
    for (int partition = 0; partition < 4; partition++) {
      producer
          .send(new ProducerRecord<>(INTERRUPTED, partition, null, "value"))
          .get(30, TimeUnit.SECONDS);
    }
    return producer;
  }

  private static Map<TopicPartition, Long> ends(Admin admin, IsolationLevel isolation)
      throws Exception {
    Map<TopicPartition, OffsetSpec> partitions = new HashMap<>();
    for (int partition = 0; partition < 4; partition++) {
      partitions.put(new TopicPartition(INTERRUPTED, partition), OffsetSpec.latest());
    }
    Map<TopicPartition, Long> ends = new HashMap<>();
    admin
        .listOffsets(partitions, new ListOffsetsOptions(isolation))
        .all()
        .get()
        .forEach((partition, end) -> ends.put(partition, end.offset()));
    return ends;
  }
}
