package dev.millrace.command.handler;

import dev.millrace.command.store.Snapshot;
import dev.millrace.command.store.SnapshotStore;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads and makes the snapshots of one kind of aggregate. One that cannot be used is passed over,
 * and one that cannot be made is made later: neither ever fails a command.
 */
final class Snapshots<S> {

  private static final Logger log = LoggerFactory.getLogger(Snapshots.class);

  private final SnapshotStore store;
  private final SnapshotCodec<S> codec;
  private final SnapshotSettings settings;
  private final SnapshotMetrics metrics;
  private final Set<UUID> beingSaved = ConcurrentHashMap.newKeySet();

  Snapshots(
      SnapshotStore store,
      SnapshotCodec<S> codec,
      SnapshotSettings settings,
      SnapshotMetrics metrics) {
    this.store = store;
    this.codec = codec;
    this.settings = settings;
    this.metrics = metrics;
  }

  int every() {
    return settings.every();
  }

  /** The newest usable snapshot within the horizon. */
  CompletionStage<Optional<Folded<S>>> newest(UUID aggregateId, Horizon horizon) {
    return store.newest(aggregateId).thenApply(snapshots -> firstUsable(snapshots, horizon));
  }

  private Optional<Folded<S>> firstUsable(List<Snapshot> newestFirst, Horizon horizon) {
    return newestFirst.stream()
        .filter(snapshot -> horizon.includes(snapshot.sequence(), snapshot.updatedAt()))
        .flatMap(snapshot -> codec.read(snapshot).stream())
        .findFirst();
  }

  /**
   * Makes a snapshot if the last one is long ago, and does not wait for it.
   *
   * @return the aggregate, knowing of a snapshot that was begun
   */
  Loaded<S> saveIfDue(UUID aggregateId, Loaded<S> loaded) {
    if (loaded.tail() < settings.every() || !beingSaved.add(aggregateId)) {
      return loaded;
    }
    Folded<S> folded = loaded.folded();
    store
        .save(codec.write(aggregateId, folded), loaded.snapshotAt())
        .whenComplete((done, error) -> saved(aggregateId, error));
    return new Loaded<>(folded, folded.version());
  }

  private void saved(UUID aggregateId, @org.jspecify.annotations.Nullable Throwable error) {
    beingSaved.remove(aggregateId);
    if (error == null) {
      metrics.written();
    } else {
      // A longer tail until the next one: slower, not wrong.
      metrics.failed();
      log.warn("snapshot not saved aggregateId={} cause={}", aggregateId, error.toString());
    }
  }
}
