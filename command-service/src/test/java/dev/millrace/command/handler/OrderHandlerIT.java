package dev.millrace.command.handler;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.millrace.command.LocalSession;
import dev.millrace.command.store.EventStore;
import dev.millrace.command.store.ScyllaEventStore;
import dev.millrace.command.store.ScyllaSnapshotStore;
import dev.millrace.command.store.SnapshotStore;
import dev.millrace.local.LocalStackEndpoints;
import dev.millrace.local.junit.WithLocalStack;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

@WithLocalStack
class OrderHandlerIT extends OrderHandlerContract {

  private static CqlSession session;
  private static EventStore events;
  private static SnapshotStore snapshots;

  @BeforeAll
  static void open(LocalStackEndpoints endpoints) {
    session = LocalSession.open(endpoints);
    events = new ScyllaEventStore(session, LocalSession.STORE_SETTINGS);
    snapshots = new ScyllaSnapshotStore(session);
  }

  @AfterAll
  static void close() {
    session.close();
  }

  @Override
  EventStore events() {
    return events;
  }

  @Override
  SnapshotStore snapshots() {
    return snapshots;
  }
}
