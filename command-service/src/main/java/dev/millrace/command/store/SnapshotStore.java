package dev.millrace.command.store;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/**
 * Snapshots of aggregates. Stages fail with {@link StoreUnavailableException} where the store could
 * not be reached or did not answer in time.
 */
public interface SnapshotStore {

  /** How many snapshots of an aggregate are kept: a spare one, should the newest be unreadable. */
  int KEPT = 2;

  /** The newest {@link #KEPT} at most, newest first. */
  CompletionStage<List<Snapshot>> newest(UUID aggregateId);

  /**
   * Saves a snapshot and then removes the old ones.
   *
   * @param previous sequence of the snapshot before it, which is kept; 0 if there is none
   */
  CompletionStage<Void> save(Snapshot snapshot, long previous);
}
