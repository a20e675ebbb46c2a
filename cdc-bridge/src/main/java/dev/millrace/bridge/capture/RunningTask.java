package dev.millrace.bridge.capture;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A task at work: one window after the other, until it is stopped. Thread-safe. */
final class RunningTask {

  private final CaptureTask task;
  private final ScheduledExecutorService threads;
  private final CountDownLatch ended = new CountDownLatch(1);
  private @Nullable Future<?> next;
  private boolean inWindow;
  private boolean stopped;

  RunningTask(CaptureTask task, ScheduledExecutorService threads) {
    this.task = task;
    this.threads = threads;
  }

  CaptureTask task() {
    return task;
  }

  synchronized void schedule(Duration wait) {
    next = threads.schedule(this::run, wait.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void run() {
    synchronized (this) {
      if (stopped) {
        return;
      }
      inWindow = true;
    }
    Duration wait = task.captureNext();
    synchronized (this) {
      inWindow = false;
      if (stopped) {
        ended.countDown();
      } else {
        schedule(wait);
      }
    }
  }

  /** Lets a window in flight finish and begins no other. */
  synchronized void stop() {
    stopped = true;
    if (!inWindow) {
      cancel(false);
      ended.countDown();
    }
  }

  /** Interrupts a window in flight as well: it is read again by whoever has the task next. */
  synchronized void abandon() {
    stop();
    if (inWindow) {
      cancel(true);
    }
  }

  private void cancel(boolean interrupt) {
    if (next != null) {
      next.cancel(interrupt);
    }
  }

  /** Whether a stopped task has finished its window, or does so within the time. */
  boolean awaitEnd(Duration patience) throws InterruptedException {
    return ended.await(patience.toMillis(), TimeUnit.MILLISECONDS);
  }
}
