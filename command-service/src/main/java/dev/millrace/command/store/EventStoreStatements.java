package dev.millrace.command.store;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.BoundStatementBuilder;
import com.datastax.oss.driver.api.core.cql.DefaultBatchType;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import dev.millrace.contract.ContractJson;
import dev.millrace.contract.EncodedEvent;
import java.time.Duration;
import java.util.UUID;

/**
 * The CQL of the event store. The append is one UNLOGGED batch on one partition whose two
 * conditions settle the optimistic lock and the idempotency of the command in the same Paxos round.
 *
 * <p>Event and command rows are written with UPDATE and only outbox rows with INSERT, because a CDC
 * reader tells the two apart by operation.
 */
public final class EventStoreStatements {

  private static final String MOVE_VERSION =
      """
      UPDATE millrace.event_store SET version = :version WHERE aggregate_id = :aggregate_id
      IF version = :expected_version""";

  private static final String RECORD_COMMAND =
      """
      UPDATE millrace.event_store USING TTL :ttl
      SET event_type = :event_type, payload = :payload, occurred_at = :occurred_at,
          first_sequence = :first_sequence, last_sequence = :last_sequence
      WHERE aggregate_id = :aggregate_id AND entry = 'command' AND sequence = 0 AND id = :id
      IF last_sequence = null""";

  private static final String STORE_EVENT =
      """
      UPDATE millrace.event_store
      SET aggregate_type = :aggregate_type, event_type = :event_type,
          schema_version = :schema_version, payload = :payload, metadata = :metadata,
          occurred_at = :occurred_at, topic = :topic
      WHERE aggregate_id = :aggregate_id AND entry = 'event' AND sequence = :sequence AND id = :id""";

  private static final String STORE_OUTBOX_ROW =
      """
      INSERT INTO millrace.event_store (aggregate_id, entry, sequence, id, aggregate_type,
          event_type, schema_version, payload, metadata, occurred_at, topic)
      VALUES (:aggregate_id, 'outbox', :sequence, :id, :aggregate_type,
          :event_type, :schema_version, :payload, :metadata, :occurred_at, :topic)
      USING TTL :ttl""";

  private static final String EVENTS =
      """
      SELECT sequence, id, aggregate_type, event_type, schema_version, payload, metadata,
          occurred_at
      FROM millrace.event_store WHERE aggregate_id = :aggregate_id AND entry = 'event'""";

  private static final String READ_AFTER = EVENTS + " AND sequence > :after LIMIT :most";

  private static final String READ_NEWEST =
      EVENTS + " ORDER BY entry DESC, sequence DESC, id DESC LIMIT :most";

  private static final String FIND_COMMAND =
      """
      SELECT id, event_type, payload, first_sequence, last_sequence
      FROM millrace.event_store
      WHERE aggregate_id = :aggregate_id AND entry = 'command' AND sequence = 0 AND id = :id""";

  private static final String READ_VERSION =
      "SELECT version FROM millrace.event_store WHERE aggregate_id = :aggregate_id LIMIT 1";

  private final PreparedStatement moveVersion;
  private final PreparedStatement recordCommand;
  private final PreparedStatement storeEvent;
  private final PreparedStatement storeOutboxRow;
  private final PreparedStatement readAfter;
  private final PreparedStatement readNewest;
  private final PreparedStatement findCommand;
  private final PreparedStatement readVersion;
  private final int idempotencyWindowSeconds;
  private final int outboxSeconds;

  /** Prepares them all, so the schema must be there. */
  public EventStoreStatements(CqlSession session, EventStoreSettings settings) {
    moveVersion = session.prepare(MOVE_VERSION);
    recordCommand = session.prepare(RECORD_COMMAND);
    storeEvent = session.prepare(STORE_EVENT);
    storeOutboxRow = session.prepare(STORE_OUTBOX_ROW);
    readAfter = prepareRead(session, READ_AFTER);
    readNewest = prepareRead(session, READ_NEWEST);
    findCommand = prepareRead(session, FIND_COMMAND);
    readVersion = prepareRead(session, READ_VERSION);
    idempotencyWindowSeconds = seconds(settings.idempotencyWindow());
    outboxSeconds = seconds(settings.outboxRetention());
  }

  private static PreparedStatement prepareRead(CqlSession session, String cql) {
    // LOCAL_QUORUM, as the appends commit: a read sees every append acknowledged before it.
    return session.prepare(
        SimpleStatement.newInstance(cql)
            .setIdempotent(true)
            .setConsistencyLevel(DefaultConsistencyLevel.LOCAL_QUORUM));
  }

  /** The batch that appends; it must not be repeated unless its outcome is known. */
  public BatchStatement append(Append append) {
    var batch =
        BatchStatement.builder(DefaultBatchType.UNLOGGED)
            .addStatement(moveVersion(append))
            .addStatement(recordCommand(append));
    for (Append.Entry entry : append.entries()) {
      batch.addStatement(eventRow(entry));
      batch.addStatement(outboxRow(entry));
    }
    return batch
        .setConsistencyLevel(DefaultConsistencyLevel.LOCAL_QUORUM)
        .setSerialConsistencyLevel(DefaultConsistencyLevel.LOCAL_SERIAL)
        // The driver must not repeat it by itself: a repeat of one that was applied looks refused.
        .setIdempotence(false)
        .build();
  }

  BoundStatement readAfter(UUID aggregateId, long after, int limit) {
    return readAfter.bind(aggregateId, after, limit).setPageSize(limit);
  }

  BoundStatement readNewest(UUID aggregateId, int limit) {
    return readNewest.bind(aggregateId, limit).setPageSize(limit);
  }

  /** At SERIAL where an append in flight must be finished first. */
  BoundStatement findCommand(UUID aggregateId, UUID commandId, ConsistencyLevel consistency) {
    return findCommand.bind(aggregateId, commandId).setConsistencyLevel(consistency);
  }

  BoundStatement readVersion(UUID aggregateId, ConsistencyLevel consistency) {
    return readVersion.bind(aggregateId).setConsistencyLevel(consistency);
  }

  private BoundStatement moveVersion(Append append) {
    var bound =
        moveVersion
            .boundStatementBuilder()
            .setLong("version", append.command().lastSequence())
            .setUuid("aggregate_id", append.aggregateId());
    return append.expectedVersion() == 0
        ? bound.setToNull("expected_version").build()
        : bound.setLong("expected_version", append.expectedVersion()).build();
  }

  private BoundStatement recordCommand(Append append) {
    CommandRecord command = append.command();
    return recordCommand
        .boundStatementBuilder()
        .setInt("ttl", idempotencyWindowSeconds)
        .setString("event_type", command.name())
        .setString("payload", command.fingerprint())
        .setLong("occurred_at", append.entries().get(0).event().occurredAt().toEpochMilli())
        .setLong("first_sequence", command.firstSequence())
        .setLong("last_sequence", command.lastSequence())
        .setUuid("aggregate_id", append.aggregateId())
        .setUuid("id", command.commandId())
        .build();
  }

  private BoundStatement eventRow(Append.Entry entry) {
    return withTopic(bound(storeEvent, entry.event()), entry);
  }

  private BoundStatement outboxRow(Append.Entry entry) {
    return withTopic(bound(storeOutboxRow, entry.event()).setInt("ttl", outboxSeconds), entry);
  }

  private static BoundStatement withTopic(BoundStatementBuilder bound, Append.Entry entry) {
    // Left unset rather than null: a null would be a tombstone in the table and in the CDC log.
    return entry.topic() == null ? bound.build() : bound.setString("topic", entry.topic()).build();
  }

  private static BoundStatementBuilder bound(PreparedStatement statement, EncodedEvent event) {
    return statement
        .boundStatementBuilder()
        .setUuid("aggregate_id", event.aggregate().id())
        .setLong("sequence", event.sequence())
        .setUuid("id", event.id())
        .setString("aggregate_type", event.aggregate().type())
        .setString("event_type", event.type())
        .setInt("schema_version", event.schemaVersion())
        .setString("payload", event.payload())
        .setString("metadata", ContractJson.write(event.metadata()))
        .setLong("occurred_at", event.occurredAt().toEpochMilli());
  }

  private static int seconds(Duration duration) {
    return Math.toIntExact(duration.toSeconds());
  }
}
