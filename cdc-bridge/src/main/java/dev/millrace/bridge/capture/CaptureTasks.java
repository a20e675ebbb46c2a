package dev.millrace.bridge.capture;

import com.scylladb.cdc.model.TaskId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tasks that this instance captures, each of them one window at a time, on a few threads. A
 * task that waits occupies no thread. Thread-safe.
 */
final class CaptureTasks implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(CaptureTasks.class);

  /** How long a handover waits for windows in flight, and again for their progress. */
  static final Duration GRACE = Duration.ofSeconds(10);

  private final ScheduledThreadPoolExecutor threads;
  private final Map<TaskId, RunningTask> running = new ConcurrentHashMap<>();

  CaptureTasks(int threads) {
    this.threads = new ScheduledThreadPoolExecutor(threads, r -> new Thread(r, "capture"));
    this.threads.setRemoveOnCancelPolicy(true);
  }

  void start(CaptureTask task) {
    var started = new RunningTask(task, threads);
    running.put(task.id(), started);
    started.schedule(Duration.ZERO);
  }

  /** Has something done again and again on the tasks' threads; it must not throw. */
  void every(Duration interval, Runnable action) {
    Future<?> unused =
        threads.scheduleWithFixedDelay(
            action, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
  }

  /**
   * Lets the windows in flight finish within a bound, saves where the tasks are, and is done with
   * them. A window that is not finished in time is abandoned.
   */
  void stop(Predicate<TaskId> which) {
    List<RunningTask> stopping = remove(which);
    stopping.forEach(RunningTask::stop);
    Instant deadline = Instant.now().plus(GRACE);
    List<CaptureTask> stopped =
        stopping.stream().filter(task -> ended(task, deadline)).map(RunningTask::task).toList();
    HandoverProgress.save(stopped, GRACE);
    if (stopped.size() < stopping.size()) {
      log.warn("windows abandoned count={}", stopping.size() - stopped.size());
    }
  }

  private static boolean ended(RunningTask task, Instant deadline) {
    try {
      Duration left = Duration.between(Instant.now(), deadline);
      if (task.awaitEnd(left)) {
        return true;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    task.abandon();
    return false;
  }

  /** Drops tasks that are another instance's by now. */
  void abandon(Predicate<TaskId> which) {
    remove(which).forEach(RunningTask::abandon);
  }

  private List<RunningTask> remove(Predicate<TaskId> which) {
    return running.keySet().stream()
        .filter(which)
        .map(running::remove)
        .flatMap(Stream::ofNullable)
        .toList();
  }

  /** Tells the tasks when their generation ends, as soon as that is known. */
  void endAt(Collection<TaskId> ids, Instant end) {
    ids.stream()
        .map(running::get)
        .flatMap(Stream::ofNullable)
        .forEach(task -> task.task().endAt(end));
  }

  Set<TaskId> ids() {
    return Set.copyOf(running.keySet());
  }

  Stream<CaptureTask> all() {
    return running.values().stream().map(RunningTask::task);
  }

  /** The position of the task that is furthest behind. */
  Optional<Instant> oldestPosition() {
    return oldest().map(ProgressRecord::windowEnd);
  }

  /** The task that is furthest behind, and where it is. */
  Optional<ProgressRecord> oldest() {
    return all()
        .map(task -> new ProgressRecord(task.id(), task.position()))
        .min(Comparator.comparing(ProgressRecord::windowEnd));
  }

  /** Whether every task has captured a window since the instant. */
  boolean allCapturedSince(Instant instant) {
    return all().allMatch(task -> task.lastCaptured().isAfter(instant));
  }

  /** Stops all of them in order. */
  @Override
  public void close() {
    stop(task -> true);
    threads.shutdownNow();
  }
}
