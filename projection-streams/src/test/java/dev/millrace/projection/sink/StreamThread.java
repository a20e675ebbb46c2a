package dev.millrace.projection.sink;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.awaitility.Awaitility;

/** Stands for a thread of Kafka Streams: the barrier counts by thread. */
final class StreamThread implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final ExecutorService executor;
  private final Thread thread;

  StreamThread() {
    executor = Executors.newSingleThreadExecutor();
    thread = result(executor.submit(Thread::currentThread));
  }

  /** Runs it and returns when it has run; what it throws comes out as it is. */
  void run(Runnable task) {
    result(start(task));
  }

  Future<?> start(Runnable task) {
    return executor.submit(task);
  }

  /** Returns when the thread waits for a condition within a task. */
  void awaitWaiting(Future<?> task) {
    Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(1))
        .until(
            () ->
                task.isDone() || (thread.getState() == Thread.State.WAITING && isInPendingRows()));
  }

  // Idle, it waits for its next task; that is another wait.
  private boolean isInPendingRows() {
    for (StackTraceElement frame : thread.getStackTrace()) {
      if (frame.getClassName().equals(PendingRows.class.getName())) {
        return true;
      }
    }
    return false;
  }

  void interrupt() {
    thread.interrupt();
  }

  static <T> T result(Future<T> future) {
    try {
      return future.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e);
    } catch (InterruptedException | TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
