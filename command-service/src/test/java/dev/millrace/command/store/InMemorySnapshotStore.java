package dev.millrace.command.store;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps the whole contract of the snapshot store, in memory; can be made to fail. */
public final class InMemorySnapshotStore implements SnapshotStore {

  private final Map<UUID, NavigableMap<Long, Snapshot>> snapshots = new ConcurrentHashMap<>();
  private boolean full;

  /** From now on nothing more is saved. */
  public synchronized void setFull(boolean isFull) {
    full = isFull;
  }

  @Override
  public synchronized CompletionStage<List<Snapshot>> newest(UUID aggregateId) {
    return CompletableFuture.completedStage(
        of(aggregateId).descendingMap().values().stream().limit(KEPT).toList());
  }

  @Override
  public synchronized CompletionStage<Void> save(Snapshot snapshot, long previous) {
    if (full) {
      return CompletableFuture.failedStage(
          new StoreUnavailableException("full", new IllegalStateException("injected")));
    }
    of(snapshot.aggregateId()).put(snapshot.sequence(), snapshot);
    of(snapshot.aggregateId()).headMap(previous, false).clear();
    return CompletableFuture.completedStage(null);
  }

  private NavigableMap<Long, Snapshot> of(UUID aggregateId) {
    return snapshots.computeIfAbsent(aggregateId, id -> new TreeMap<>(Comparator.naturalOrder()));
  }
}
