package dev.millrace.bridge.capture;

import dev.millrace.bridge.BridgeFixtures;
import dev.millrace.contract.ContractJson;
import dev.millrace.contract.EncodedEvent;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of the event store's log. */
record FakeLogRow(boolean isInsert, Map<String, Object> values) implements LogRow {

  /** The outbox row of {@link BridgeFixtures#event}. */
  static FakeLogRow outbox(UUID aggregate, long sequence) {
    EncodedEvent event = BridgeFixtures.event(aggregate, sequence);
    Map<String, Object> values = new HashMap<>();
    values.put("aggregate_id", aggregate);
    values.put("entry", "outbox");
    values.put("sequence", sequence);
    values.put("id", event.id());
    values.put("aggregate_type", "order");
    values.put("event_type", event.type());
    values.put("schema_version", event.schemaVersion());
    values.put("payload", event.payload());
    values.put("metadata", ContractJson.write(event.metadata()));
    values.put("occurred_at", event.occurredAt().toEpochMilli());
    values.put("topic", "order-events");
    return new FakeLogRow(true, values);
  }

  FakeLogRow with(String column, Object value) {
    Map<String, Object> changed = new HashMap<>(values);
    changed.put(column, value);
    return new FakeLogRow(isInsert, changed);
  }

  FakeLogRow without(String column) {
    Map<String, Object> changed = new HashMap<>(values);
    changed.remove(column);
    return new FakeLogRow(isInsert, changed);
  }

  FakeLogRow updated() {
    return new FakeLogRow(false, values);
  }

  @Override
  public String coordinates() {
    return "stream s time t batch_seq_no 7";
  }

  @Override
  public @Nullable Object value(String column) {
    return values.get(column);
  }
}
