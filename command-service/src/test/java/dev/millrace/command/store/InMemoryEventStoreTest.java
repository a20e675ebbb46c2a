package dev.millrace.command.store;

/** The store that the handler's tests stand on keeps the contract too. */
class InMemoryEventStoreTest extends EventStoreContract {

  private final InMemoryEventStore store = new InMemoryEventStore();

  @Override
  protected EventStore store() {
    return store;
  }
}
