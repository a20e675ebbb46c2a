package dev.millrace.command.handler;

import dev.millrace.command.store.EventStore;
import dev.millrace.command.store.InMemoryEventStore;
import dev.millrace.command.store.InMemorySnapshotStore;
import dev.millrace.command.store.SnapshotStore;

class OrderHandlerTest extends OrderHandlerContract {

  private final EventStore events = new InMemoryEventStore();
  private final SnapshotStore snapshots = new InMemorySnapshotStore();

  @Override
  EventStore events() {
    return events;
  }

  @Override
  SnapshotStore snapshots() {
    return snapshots;
  }
}
