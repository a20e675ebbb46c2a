package dev.millrace.command.store;

import static dev.millrace.command.store.EventStoreContract.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.millrace.command.LocalSession;
import dev.millrace.local.LocalStackEndpoints;
import dev.millrace.local.junit.WithLocalStack;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Snapshots on the local database: the contract, and what is left in the table. */
@WithLocalStack
class ScyllaSnapshotStoreIT extends SnapshotStoreContract {

  private static CqlSession session;
  private static SnapshotStore store;

  @BeforeAll
  static void open(LocalStackEndpoints endpoints) {
    session = LocalSession.open(endpoints);
    store = new ScyllaSnapshotStore(session);
  }

  @AfterAll
  static void close() {
    session.close();
  }

  @Override
  protected SnapshotStore store() {
    return store;
  }

  @Test
  void leavesTwoRowsHoweverManyWereSaved() {
    UUID aggregate = UUID.randomUUID();
    for (long sequence = 100; sequence <= 1_000; sequence += 100) {
      var snapshot =
          new Snapshot(aggregate, "thing", sequence, 1, "{}", Instant.EPOCH, Instant.EPOCH);
      await(store.save(snapshot, sequence - 100));
    }
    assertThat(
            session
                .execute(
                    "SELECT sequence FROM millrace.aggregate_snapshots WHERE aggregate_id = ?",
                    aggregate)
                .all())
        .extracting(row -> row.getLong("sequence"))
        .containsExactly(1_000L, 900L);
  }
}
