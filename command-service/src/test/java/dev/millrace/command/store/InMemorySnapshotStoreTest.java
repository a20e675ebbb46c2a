package dev.millrace.command.store;

/** The store that the handler's tests stand on keeps the contract too. */
class InMemorySnapshotStoreTest extends SnapshotStoreContract {

  private final InMemorySnapshotStore store = new InMemorySnapshotStore();

  @Override
  protected SnapshotStore store() {
    return store;
  }
}
