package dev.millrace.bridge.capture;

import com.scylladb.cdc.model.TaskId;

/** Which partition of {@code cdc-bridge-progress} a task belongs to: whoever owns it captures. */
final class TaskPartition {

  private TaskPartition() {}

  /** By the vnode's index, which deals few tasks out evenly where a hash of the key would not. */
  static int of(TaskId task, int partitions) {
    return Math.floorMod(task.getvNodeId().getIndex(), partitions);
  }
}
