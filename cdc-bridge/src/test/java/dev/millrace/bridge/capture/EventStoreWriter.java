package dev.millrace.bridge.capture;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.DefaultBatchType;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import dev.millrace.contract.CapturedEvent;
import dev.millrace.contract.ContractJson;
import dev.millrace.contract.EncodedEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Writes as the command service does: one conditional batch that moves the version, records the
 * command, stores events, and inserts outbox rows. That service's own tests hold it to these rows.
 */
public record EventStoreWriter(CqlSession session) {

  private static final String MOVE_VERSION =
      "UPDATE millrace.event_store SET version = ? WHERE aggregate_id = ? IF version = ?";

  private static final String RECORD_COMMAND =
      """
      UPDATE millrace.event_store USING TTL 600
      SET event_type = 'confirm', payload = 'fingerprint', occurred_at = 1,
          first_sequence = ?, last_sequence = ?
      WHERE aggregate_id = ? AND entry = 'command' AND sequence = 0 AND id = ?
      IF last_sequence = null""";

  private static final String STORE_EVENT =
      """
      UPDATE millrace.event_store
      SET aggregate_type = ?, event_type = ?, schema_version = ?, payload = ?, metadata = ?,
          occurred_at = ?%s
      WHERE aggregate_id = ? AND entry = 'event' AND sequence = ? AND id = ?""";

  private static final String STORE_OUTBOX_ROW =
      """
      INSERT INTO millrace.event_store (aggregate_type, event_type, schema_version, payload,
          metadata, occurred_at, aggregate_id, entry, sequence, id%s)
      VALUES (?, ?, ?, ?, ?, ?, ?, 'outbox', ?, ?%s) USING TTL 86400""";

  private static final int COLUMNS_TO_SET = 6;

  /** Appends events that follow each other, of one aggregate. */
  public void append(CapturedEvent... events) {
    EncodedEvent first = events[0].event();
    UUID aggregate = first.aggregate().id();
    long last = first.sequence() + events.length - 1;
    Long expected = first.sequence() == 1 ? null : first.sequence() - 1;
    var batch =
        BatchStatement.builder(DefaultBatchType.UNLOGGED)
            .addStatement(SimpleStatement.newInstance(MOVE_VERSION, last, aggregate, expected))
            .addStatement(
                SimpleStatement.newInstance(
                    RECORD_COMMAND, first.sequence(), last, aggregate, UUID.randomUUID()));
    for (CapturedEvent captured : events) {
      batch.addStatement(eventRow(captured));
      batch.addStatement(outboxRow(captured));
    }
    assertThat(session.execute(batch.build()).wasApplied()).isTrue();
  }

  private static SimpleStatement eventRow(CapturedEvent captured) {
    List<Object> values = values(captured.event());
    if (captured.topic() == null) {
      return SimpleStatement.newInstance(STORE_EVENT.formatted(""), values.toArray());
    }
    values.add(COLUMNS_TO_SET, captured.topic());
    return SimpleStatement.newInstance(STORE_EVENT.formatted(", topic = ?"), values.toArray());
  }

  private static SimpleStatement outboxRow(CapturedEvent captured) {
    List<Object> values = values(captured.event());
    if (captured.topic() == null) {
      return SimpleStatement.newInstance(STORE_OUTBOX_ROW.formatted("", ""), values.toArray());
    }
    values.add(captured.topic());
    return SimpleStatement.newInstance(
        STORE_OUTBOX_ROW.formatted(", topic", ", ?"), values.toArray());
  }

  private static List<Object> values(EncodedEvent event) {
    return new ArrayList<>(
        List.of(
            event.aggregate().type(),
            event.type(),
            event.schemaVersion(),
            event.payload(),
            ContractJson.write(event.metadata()),
            event.occurredAt().toEpochMilli(),
            event.aggregate().id(),
            event.sequence(),
            event.id()));
  }
}
