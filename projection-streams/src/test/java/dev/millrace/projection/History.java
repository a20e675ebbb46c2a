package dev.millrace.projection;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import dev.millrace.contract.ContractJson;
import dev.millrace.contract.EncodedEvent;
import dev.millrace.contract.Topic;
import dev.millrace.contract.Topics;
import dev.millrace.local.LocalStackEndpoints;
import dev.millrace.runtime.kafka.KafkaSettings;
import dev.millrace.runtime.kafka.KafkaTopics;
import dev.millrace.runtime.kafka.KafkaTopics.Wanted;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** A topic of events that forgets, and the event store, which does not. */
final class History {

  private static final String INSERT =
      """
      INSERT INTO millrace.event_store (aggregate_id, entry, sequence, id, version, aggregate_type,
          event_type, schema_version, payload, topic, metadata, occurred_at)
      VALUES (?, 'event', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

  private final LocalStackEndpoints endpoints;
  private final CqlSession session;
  private final EventLog log;
  private final Topic<String, byte[]> topic;

  History(LocalStackEndpoints endpoints, CqlSession session, EventLog log) {
    this.endpoints = endpoints;
    this.session = session;
    this.log = log;
    topic =
        new Topic<>(
            "history-" + UUID.randomUUID(),
            Topics.ORDER_EVENTS.key(),
            Topics.ORDER_EVENTS.value(),
            false);
    var kafka = new KafkaSettings(endpoints.kafkaBootstrap(), EventLog.PARTITIONS);
    KafkaTopics.ensure(kafka, List.of(new Wanted(topic.name(), EventLog.PARTITIONS, false)));
  }

  Topic<String, byte[]> topic() {
    return topic;
  }

  /** Stores every event of the orders; publishes nothing. */
  void store(OrderBatch orders) {
    store(orders, Duration.ZERO);
  }

  /** The same, with events that occurred so much later. */
  void store(OrderBatch orders, Duration later) {
    orders
        .lives()
        .forEach(
            (order, life) -> {
              for (int i = 0; i < life.size(); i++) {
                store(EventFixtures.encoded(order, i + 1L, life.get(i)), topic.name(), later);
              }
            });
  }

  /** The first event of an order, in a row that names no topic. */
  void storeWithoutTopic(UUID order) {
    store(EventFixtures.encoded(order, 1, EventFixtures.CREATED), null, Duration.ZERO);
  }

  private void store(EncodedEvent event, @Nullable String to, Duration later) {
    session.execute(
        SimpleStatement.newInstance(
            INSERT,
            event.aggregate().id(),
            event.sequence(),
            event.id(),
            event.sequence(),
            event.aggregate().type(),
            event.type(),
            event.schemaVersion(),
            event.payload(),
            to,
            ContractJson.write(event.metadata()),
            event.occurredAt().plus(later).toEpochMilli()));
  }

  void publish(List<ProducerRecord<byte[], byte[]>> records) {
    log.send(
        records.stream()
            .map(
                r ->
                    new ProducerRecord<>(
                        topic.name(), null, r.timestamp(), r.key(), r.value(), r.headers()))
            .toList());
  }

  /** Deletes the first two thirds of every partition. */
  void forget() throws InterruptedException {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", endpoints.kafkaBootstrap()))) {
      Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
      for (int i = 0; i < EventLog.PARTITIONS; i++) {
        ends.put(new TopicPartition(topic.name(), i), OffsetSpec.latest());
      }
      Map<TopicPartition, RecordsToDelete> cut = new HashMap<>();
      admin
          .listOffsets(ends)
          .all()
          .get()
          .forEach(
              (partition, end) ->
                  cut.put(partition, RecordsToDelete.beforeOffset(end.offset() * 2 / 3)));
      admin.deleteRecords(cut).all().get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  /** Where an order lies on the ring of tokens. */
  long token(UUID order) {
    return session
        .execute(
            SimpleStatement.newInstance(
                "SELECT token(aggregate_id) FROM millrace.event_store WHERE aggregate_id = ?"
                    + " LIMIT 1",
                order))
        .one()
        .getLong(0);
  }
}
