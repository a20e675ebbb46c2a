package dev.millrace.bridge.capture;

import com.scylladb.cdc.model.GenerationId;
import com.scylladb.cdc.model.TableName;
import com.scylladb.cdc.model.TaskId;
import com.scylladb.cdc.model.Timestamp;
import com.scylladb.cdc.transport.GroupedTasks;
import com.scylladb.cdc.transport.MasterTransport;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does as scylla-cdc's master says: runs the tasks of a generation until all of them have passed
 * its end, and only then those of the next. Thread-safe.
 */
final class GenerationSwitch implements MasterTransport, AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(GenerationSwitch.class);

  private final TableName table;
  private final CaptureProgress progress;
  private final Function<GroupedTasks, CaptureTasks> starter;
  private volatile @Nullable CaptureTasks running;
  private boolean closed;

  /**
   * @param starter makes and starts the tasks of a generation
   */
  GenerationSwitch(
      TableName table, CaptureProgress progress, Function<GroupedTasks, CaptureTasks> starter) {
    this.table = table;
    this.progress = progress;
    this.starter = starter;
  }

  Optional<CaptureTasks> running() {
    return Optional.ofNullable(running);
  }

  /** The generation to go on with; empty asks for the first that the database knows. */
  @Override
  public Optional<GenerationId> getCurrentGenerationId() {
    return running().map(CaptureTasks::generation).or(() -> progress.newestGeneration(table));
  }

  @Override
  public boolean areTasksFullyConsumedUntil(Set<TaskId> tasks, Timestamp until) {
    Instant end = CdcTimes.instant(until);
    return tasks.stream()
        .allMatch(task -> progress.of(task).filter(at -> !at.isBefore(end)).isPresent());
  }

  /** Called again with the same generation after every failure of the master. */
  @Override
  public synchronized void configureWorkers(GroupedTasks tasks) {
    CaptureTasks old = running;
    if (closed || (old != null && old.generation().equals(tasks.getGenerationId()))) {
      return;
    }
    stopRunning();
    log.info(
        "generation begun start={} tasks={}",
        CdcTimes.start(tasks.getGenerationId()),
        tasks.getTaskIds().size());
    running = starter.apply(tasks);
  }

  @Override
  public synchronized void stopWorkers() {
    stopRunning();
  }

  /** Stops the tasks and starts no others. */
  @Override
  public synchronized void close() {
    closed = true;
    stopRunning();
  }

  private void stopRunning() {
    CaptureTasks old = running;
    if (old != null) {
      old.close();
      running = null;
    }
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
