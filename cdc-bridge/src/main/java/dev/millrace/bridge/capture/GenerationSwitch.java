package dev.millrace.bridge.capture;

import com.scylladb.cdc.model.GenerationId;
import com.scylladb.cdc.model.StreamId;
import com.scylladb.cdc.model.TableName;
import com.scylladb.cdc.model.TaskId;
import com.scylladb.cdc.model.Timestamp;
import com.scylladb.cdc.transport.GroupedTasks;
import com.scylladb.cdc.transport.MasterTransport;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has those tasks captured that are of the generation which scylla-cdc's master says, and in the
 * share which the group gives this instance. The master goes on to the next generation only when
 * all tasks of all instances have passed the end of this one. Thread-safe: the master and the
 * membership come on threads of their own.
 */
final class GenerationSwitch implements MasterTransport, AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(GenerationSwitch.class);

  private final TableName table;
  private final CaptureProgress progress;
  private final CaptureTasks running;
  private final BiFunction<TaskId, SortedSet<StreamId>, CaptureTask> starter;
  private volatile @Nullable GroupedTasks generation;
  private volatile TaskShare share = TaskShare.NONE;
  private boolean closed;

  /**
   * @param starter makes a task where it left off
   */
  GenerationSwitch(
      TableName table,
      CaptureProgress progress,
      CaptureTasks running,
      BiFunction<TaskId, SortedSet<StreamId>, CaptureTask> starter) {
    this.table = table;
    this.progress = progress;
    this.running = running;
    this.starter = starter;
  }

  CaptureTasks running() {
    return running;
  }

  Optional<GroupedTasks> generation() {
    return Optional.ofNullable(generation);
  }

  TaskShare share() {
    return share;
  }

  /** The generation to go on with; empty asks for the first that the database knows. */
  @Override
  public Optional<GenerationId> getCurrentGenerationId() {
    return generation()
        .map(GroupedTasks::getGenerationId)
        .or(() -> progress.newestGeneration(table));
  }

  /**
   * Whether every task has passed the end of its generation, or somebody has found so before: a
   * later generation is begun by nobody who has not.
   */
  @Override
  public boolean areTasksFullyConsumedUntil(Set<TaskId> tasks, Timestamp until) {
    Instant end = CdcTimes.instant(until);
    running.endAt(tasks, end);
    return isLaterBegun(end)
        || tasks.stream()
            .allMatch(task -> progress.of(task).filter(at -> !at.isBefore(end)).isPresent());
  }

  private boolean isLaterBegun(Instant end) {
    return progress
        .newestGeneration(table)
        .filter(newest -> !CdcTimes.start(newest).isBefore(end))
        .isPresent();
  }

  /** Called again with the same generation after every failure of the master. */
  @Override
  public synchronized void configureWorkers(GroupedTasks tasks) {
    GroupedTasks old = generation;
    if (closed || (old != null && old.getGenerationId().equals(tasks.getGenerationId()))) {
      return;
    }
    running.stop(task -> true);
    log.info(
        "generation begun start={} tasks={}",
        CdcTimes.start(tasks.getGenerationId()),
        tasks.getTaskIds().size());
    generation = tasks;
    startMissing();
  }

  /** Starts what the instance has to capture from now on. */
  synchronized void own(TaskShare owned) {
    share = owned;
    // Only if the number of partitions has changed is there any such task.
    running.stop(task -> !owned.has(task));
    startMissing();
  }

  private void startMissing() {
    GroupedTasks tasks = generation;
    if (closed || tasks == null) {
      return;
    }
    Set<TaskId> begun = running.ids();
    tasks.getTasks().entrySet().stream()
        .filter(task -> share.has(task.getKey()) && !begun.contains(task.getKey()))
        .forEach(task -> running.start(starter.apply(task.getKey(), task.getValue())));
  }

  /** Stops the tasks of these partitions, in order; then another instance may have them. */
  synchronized void release(Collection<Integer> partitions) {
    share = share.without(partitions);
    running.stop(task -> !share.has(task));
  }

  /** Drops the tasks of these partitions: another instance may have them already. */
  synchronized void abandon(Collection<Integer> partitions) {
    share = share.without(partitions);
    running.abandon(task -> !share.has(task));
  }

  @Override
  public synchronized void stopWorkers() {
    running.stop(task -> true);
    generation = null;
  }

  /** Stops the tasks and starts no others. */
  @Override
  public synchronized void close() {
    closed = true;
    running.close();
  }

  // The tablet model keeps generations per table; with one table they are those above.

  @Override
  public Optional<GenerationId> getCurrentGenerationId(TableName tableName) {
    return getCurrentGenerationId();
  }

  @Override
  public void configureWorkers(TableName tableName, GroupedTasks tasks) {
    configureWorkers(tasks);
  }
}
