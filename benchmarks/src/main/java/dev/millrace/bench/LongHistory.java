package dev.millrace.bench;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.DefaultBatchType;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import dev.millrace.contract.ContractJson;
import dev.millrace.contract.EncodedEvent;
import dev.millrace.contract.EncodedEvent.AggregateId;
import dev.millrace.contract.EventEnvelope;
import dev.millrace.contract.EventMetadata;
import dev.millrace.contract.OrderEvents;
import dev.millrace.order.domain.OrderEvent;
import dev.millrace.order.domain.OrderItem;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Writes orders with long histories, without the conditions and the outbox that would make it take
 * minutes. For benchmarks only: nobody else writes such an order meanwhile.
 */
final class LongHistory {

  private static final int BATCH = 100;

  private static final String STORE_EVENT =
      """
      UPDATE millrace.event_store
      SET aggregate_type = :aggregate_type, event_type = :event_type,
          schema_version = :schema_version, payload = :payload, metadata = :metadata,
          occurred_at = :occurred_at
      WHERE aggregate_id = :aggregate_id AND entry = 'event' AND sequence = :sequence AND id = :id""";

  private static final String SET_VERSION =
      "UPDATE millrace.event_store SET version = ? WHERE aggregate_id = ?";

  private final CqlSession session;
  private final PreparedStatement storeEvent;

  LongHistory(CqlSession session) {
    this.session = session;
    this.storeEvent = session.prepare(STORE_EVENT);
  }

  /** Writes an order of so many events; returns its id. */
  UUID write(int events) {
    UUID order = UUID.randomUUID();
    for (int from = 1; from <= events; from += BATCH) {
      var batch = BatchStatement.builder(DefaultBatchType.UNLOGGED);
      for (int sequence = from; sequence < from + BATCH && sequence <= events; sequence++) {
        batch.addStatement(bound(event(order, sequence)));
      }
      session.execute(batch.build());
    }
    session.execute(
        com.datastax.oss.driver.api.core.cql.SimpleStatement.newInstance(
            SET_VERSION, (long) events, order));
    return order;
  }

  private com.datastax.oss.driver.api.core.cql.BoundStatement bound(EncodedEvent event) {
    return storeEvent
        .boundStatementBuilder()
        .setString("aggregate_type", event.aggregate().type())
        .setString("event_type", event.type())
        .setInt("schema_version", event.schemaVersion())
        .setString("payload", event.payload())
        .setString("metadata", ContractJson.write(event.metadata()))
        .setLong("occurred_at", event.occurredAt().toEpochMilli())
        .setUuid("aggregate_id", event.aggregate().id())
        .setLong("sequence", event.sequence())
        .setUuid("id", event.id())
        .build();
  }

  private static EncodedEvent event(UUID order, int sequence) {
    List<OrderItem> items = List.of(new OrderItem("teapot-of-cast-iron-1200-ml", 1, 4_950));
    OrderEvent event =
        sequence == 1
            ? new OrderEvent.Created(order, "EUR", items, 4_950)
            : new OrderEvent.ItemsUpdated(items, 4_950);
    return OrderEvents.TYPES.encode(
        new EventEnvelope<>(
            UUID.randomUUID(),
            new AggregateId("order", order),
            sequence,
            Instant.ofEpochMilli(1_700_000_000_000L + sequence),
            new EventMetadata("benchmark", UUID.randomUUID(), null, null, Map.of()),
            event));
  }
}
