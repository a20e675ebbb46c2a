package dev.millrace.command.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.Row;
import dev.millrace.command.LocalSession;
import dev.millrace.local.LocalStackEndpoints;
import dev.millrace.local.junit.WithLocalStack;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The store on the local database: the contract, and the rows that it leaves. */
@WithLocalStack
class ScyllaEventStoreIT extends EventStoreContract {

  private static CqlSession session;
  private static EventStore store;

  @BeforeAll
  static void open(LocalStackEndpoints endpoints) {
    session = LocalSession.open(endpoints);
    store = new ScyllaEventStore(session, LocalSession.STORE_SETTINGS);
  }

  @AfterAll
  static void close() {
    session.close();
  }

  @Override
  protected EventStore store() {
    return store;
  }

  @Test
  void everyEventHasOneOutboxRowThatCdcSeesAsTheOnlyInserts() {
    UUID aggregate = UUID.randomUUID();
    Append append = append(aggregate, UUID.randomUUID(), 1, 3);
    assertThat(await(store.append(append))).isEqualTo(new AppendResult.Appended());
    List<Row> log =
        session.execute("SELECT * FROM millrace.event_store_scylla_cdc_log").all().stream()
            .filter(row -> aggregate.equals(row.getUuid("aggregate_id")))
            .toList();
    // Version, command, three events: updates. Three outbox rows: inserts.
    assertThat(log).hasSize(8);
    assertThat(log)
        .filteredOn(row -> row.getByte("cdc$operation") == 2)
        .extracting(row -> row.getString("entry"))
        .containsExactly("outbox", "outbox", "outbox");
    assertThat(log)
        .filteredOn(row -> "outbox".equals(row.getString("entry")))
        .extracting(row -> row.getLong("sequence"), row -> row.getString("topic"))
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(1L, "things"),
            org.assertj.core.groups.Tuple.tuple(2L, null),
            org.assertj.core.groups.Tuple.tuple(3L, "things"));
    assertThat(log)
        .filteredOn(row -> "outbox".equals(row.getString("entry")))
        .allMatch(row -> row.getLong("cdc$ttl") == 86_400);
  }

  /** After the outbox row has expired, the event row has to say it alone. */
  @Test
  void anEventRowKnowsItsTopic() {
    UUID aggregate = UUID.randomUUID();
    await(store.append(append(aggregate, UUID.randomUUID(), 1, 3)));
    List<Row> rows =
        session
            .execute(
                "SELECT topic FROM millrace.event_store WHERE aggregate_id = ? AND entry = 'event'",
                aggregate)
            .all();
    assertThat(rows)
        .extracting(row -> row.getString("topic"))
        .containsExactly("things", null, "things");
  }
}
