package dev.millrace.projection.manage;

import dev.millrace.projection.Build;
import dev.millrace.projection.parking.StoreReader;
import dev.millrace.runtime.retry.Backoff;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a build running: starts it again after a failure, later each time, and leaves it stopped
 * when it fails again and again, until somebody says once more that it is to run. Other builds are
 * not concerned. Thread-safe; {@link #tend} is called by one thread.
 */
final class SupervisedBuild implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(SupervisedBuild.class);
  private static final Duration WHILE = Duration.ofMinutes(2);
  private static final Duration PASSING_PAUSE = Duration.ofSeconds(1);
  private static final int MOST_FAILURES = 4;

  /**
   * Each one is a step forward: the row is parked. Too many of them, and the table is the cause.
   */
  private static final int MOST_REFUSED_ROWS = 20;

  /** Threads that die within so long die of the same outage, however many there are. */
  private static final Duration TOGETHER = Duration.ofSeconds(1);

  private final Build build;
  private final Starter starter;
  private final RestartPolicy failures = new RestartPolicy(MOST_FAILURES, WHILE, Backoff.USUAL);
  private final RestartPolicy refusedRows =
      new RestartPolicy(MOST_REFUSED_ROWS, WHILE, Backoff.USUAL);
  private final RestartPolicy passing = RestartPolicy.endless(WHILE, Backoff.USUAL, TOGETHER);
  private volatile @Nullable ProjectionApplication application;
  private volatile State state = State.STARTING;
  private final LastErrors errors = new LastErrors();
  private boolean givenUp;
  private Instant startAt = Instant.EPOCH;
  private Instant wantedSince = Instant.EPOCH;
  private Instant stoppedUnder = Instant.EPOCH;
  private volatile boolean closed;
  private final CountDownLatch ended = new CountDownLatch(1);

  /** How it is on this instance. */
  enum State {
    /** Not processing yet: reads its state, or waits for partitions. */
    STARTING,
    RUNNING,
    PAUSED,
    /** Failed, and waits to be started again. */
    RESTARTING,
    /** Failed too often; waits for somebody to look after it. */
    STOPPED,
    /** Does not run here any more. */
    DROPPED
  }

  /** Starts the build. */
  @FunctionalInterface
  interface Starter {

    ProjectionApplication start(
        boolean paused, Function<Throwable, StreamThreadExceptionResponse> threadDied);
  }

  SupervisedBuild(Build build, Starter starter) {
    this.build = build;
    this.starter = starter;
  }

  Build build() {
    return build;
  }

  State state() {
    return state;
  }

  /** What it failed of last; empty if it has run well for some time since. */
  Optional<LastErrors.LastError> lastError() {
    return errors.last();
  }

  /** Brings it to what is wanted, as far as that goes now; called again and again. */
  void tend(Wanted wanted, Instant wantedAt) {
    wantedSince = wantedAt;
    ProjectionApplication running = application;
    if (running != null && running.hasFailed()) {
      running.close();
      application = null;
      failed(Instant.now());
    } else if (running == null && isTimeToStart(wantedAt)) {
      start(wanted == Wanted.PAUSED);
    }
    follow(wanted);
    errors.running(state == State.RUNNING, Instant.now());
  }

  private boolean isTimeToStart(Instant wantedAt) {
    // Another time, and not a later one: clocks of instances differ.
    if (state == State.STOPPED && !wantedAt.equals(stoppedUnder)) {
      forgetFailures();
      return true;
    }
    return state != State.STOPPED && !Instant.now().isBefore(startAt);
  }

  private void start(boolean paused) {
    state = State.STARTING;
    try {
      application = starter.start(paused, this::threadDied);
      if (closed) {
        close();
      }
    } catch (RuntimeException e) {
      errors.add(e, Instant.now());
      if (Failures.of(e) == Failures.PASSING) {
        log.warn("projection cannot be started yet projection={} cause={}", build, e.toString());
        restartAfter(PASSING_PAUSE);
      } else {
        log.error("projection could not be started projection={}", build, e);
        failed(Instant.now());
      }
    }
  }

  private void restartAfter(Duration wait) {
    startAt = Instant.now().plus(wait);
    state = State.RESTARTING;
  }

  private void follow(Wanted wanted) {
    ProjectionApplication running = application;
    if (running == null) {
      return;
    }
    boolean pause = wanted == Wanted.PAUSED;
    if (pause && !running.isPaused()) {
      log.info("projection paused projection={}", build);
      running.pause();
    } else if (!pause && running.isPaused()) {
      log.info("projection resumed projection={}", build);
      running.resume();
    }
    if (pause) {
      state = State.PAUSED;
    } else if (running.isRunning()) {
      state = State.RUNNING;
    } else if (!running.hasFailed()) {
      state = State.STARTING;
    }
  }

  private synchronized void forgetFailures() {
    failures.forget();
    refusedRows.forget();
    passing.forget();
    givenUp = false;
  }

  private synchronized void failed(Instant now) {
    Optional<Duration> wait = givenUp ? Optional.empty() : failures.failed(now);
    if (wait.isPresent()) {
      log.warn("projection failed, starting again projection={} in={}", build, wait.get());
      restartAfter(wait.get());
    } else {
      log.error("projection failed too often and stays stopped projection={}", build);
      state = State.STOPPED;
      stoppedUnder = wantedSince;
    }
  }

  // Whatever a thread dies of, its transaction is aborted and its successor starts over from the
  // last commit.
  private StreamThreadExceptionResponse threadDied(Throwable error) {
    errors.add(error, Instant.now());
    Failures kind = Failures.of(error);
    if (kind == Failures.LASTING || (kind == Failures.ROW_REFUSED && tooManyRowsRefused())) {
      log.error("projection thread died projection={}", build, error);
      return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }
    log.warn("projection thread replaced projection={} cause={}", build, error.toString());
    if (kind == Failures.PASSING) {
      awaitRecovery();
    }
    return StreamThreadExceptionResponse.REPLACE_THREAD;
  }

  private synchronized boolean tooManyRowsRefused() {
    givenUp |= refusedRows.failed(Instant.now()).isEmpty();
    return givenUp;
  }

  /** Holds the thread that dies: its successor would only die of the same. */
  private void awaitRecovery() {
    try {
      var unused = ended.await(pause().toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized Duration pause() {
    return passing.failed(Instant.now()).orElseThrow();
  }

  /** Its state, as far as it is here; empty while it does not run. */
  Optional<StoreReader> stores() {
    return Optional.ofNullable(application)
        .filter(ProjectionApplication::isRunning)
        .map(ProjectionApplication::stores);
  }

  /** Whether it reads the first partition of a topic here. */
  boolean readsFirstPartition(String topic) {
    ProjectionApplication running = application;
    return running != null && running.isRunning() && running.readsFirstPartition(topic);
  }

  /** Stops it for good; whether nothing of it runs here any more. */
  boolean drop() {
    ended.countDown();
    ProjectionApplication running = application;
    boolean ended = running == null || running.end();
    application = null;
    state = State.DROPPED;
    return ended;
  }

  @Override
  public void close() {
    closed = true;
    ended.countDown();
    ProjectionApplication running = application;
    application = null;
    if (running != null) {
      running.close();
    }
  }
}
