package dev.millrace.bridge.capture;

import com.scylladb.cdc.model.TaskId;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * The part of the tasks that this instance captures.
 *
 * @param owned its partitions of {@code cdc-bridge-progress}
 * @param partitions how many there are; 0 as long as that is not known
 */
record TaskShare(Set<Integer> owned, int partitions) {

  static final TaskShare NONE = new TaskShare(Set.of(), 0);

  TaskShare {
    owned = Set.copyOf(owned);
  }

  boolean has(TaskId task) {
    return !owned.isEmpty() && owned.contains(TaskPartition.of(task, partitions));
  }

  TaskShare without(Collection<Integer> lost) {
    Set<Integer> left = new HashSet<>(owned);
    left.removeAll(lost);
    return new TaskShare(left, partitions);
  }
}
