package dev.millrace.bridge.capture;

import com.scylladb.cdc.model.GenerationId;
import com.scylladb.cdc.model.TaskId;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the tasks of one generation, each of them one window at a time, on a few threads. A task
 * that waits occupies no thread. Thread-safe.
 */
final class CaptureTasks implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(CaptureTasks.class);
  private static final Duration GRACE = Duration.ofSeconds(10);

  private final ScheduledThreadPoolExecutor threads;
  private final GenerationId generation;
  private final Map<TaskId, CaptureTask> tasks;

  CaptureTasks(GenerationId generation, Map<TaskId, CaptureTask> tasks, int threads) {
    this.generation = generation;
    this.tasks = Map.copyOf(tasks);
    this.threads = new ScheduledThreadPoolExecutor(threads, r -> new Thread(r, "capture"));
    this.threads.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  void start() {
    tasks.values().forEach(task -> schedule(task, Duration.ZERO));
  }

  private void schedule(CaptureTask task, Duration wait) {
    // A task never throws, so that the future has nothing to tell.
    Future<?> unused = threads.schedule(() -> run(task), wait.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void run(CaptureTask task) {
    Duration wait = task.captureNext();
    if (!threads.isShutdown()) {
      schedule(task, wait);
    }
  }

  GenerationId generation() {
    return generation;
  }

  Optional<Instant> position(TaskId task) {
    return Optional.ofNullable(tasks.get(task)).map(CaptureTask::position);
  }

  /** The position of the task that is furthest behind. */
  Optional<Instant> oldestPosition() {
    return tasks.values().stream().map(CaptureTask::position).min(Comparator.naturalOrder());
  }

  /** Whether every task has captured a window since the instant. */
  boolean allCapturedSince(Instant instant) {
    return tasks.values().stream().allMatch(task -> task.lastCaptured().isAfter(instant));
  }

  /** Lets the windows in flight finish within a bound; abandoned ones are read again later. */
  @Override
  public void close() {
    threads.shutdown();
    try {
      if (!threads.awaitTermination(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
        List<Runnable> abandoned = threads.shutdownNow();
        log.warn("windows abandoned waiting={}", abandoned.size());
      }
    } catch (InterruptedException e) {
      threads.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
