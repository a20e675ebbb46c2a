package dev.millrace.bridge.capture;

import com.scylladb.cdc.model.StreamId;
import com.scylladb.cdc.model.TaskId;
import dev.millrace.bridge.capture.CdcLog.Query;
import dev.millrace.runtime.retry.Backoff;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedSet;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Captures the streams of one vnode, window after window. A window counts as captured when Kafka
 * has acknowledged each of its rows; until then it is read again, however often. For one thread at
 * a time, but what it tells of itself is for any, and so is {@link #endAt}.
 */
final class CaptureTask {

  private static final Logger log = LoggerFactory.getLogger(CaptureTask.class);

  /** Silence is saved seldom: to read it again costs little, to save every window would not. */
  static final Duration SAVE_INTERVAL = Duration.ofSeconds(5);

  private final TaskId id;
  private final SortedSet<StreamId> streams;
  private final Tools tools;
  private int failures;
  private Instant savedAt = Instant.EPOCH;
  private Instant savedPosition;
  private volatile WindowPlan plan;
  private volatile Instant generationEnd = Instant.MAX;
  private volatile Instant position;
  private volatile Instant lastCaptured = Instant.EPOCH;

  CaptureTask(Assignment assignment, WindowPlan plan, Tools tools) {
    this.id = assignment.task();
    this.streams = assignment.streams();
    this.position = assignment.start();
    this.savedPosition = assignment.start();
    this.plan = plan;
    this.tools = tools;
  }

  /** What to capture, and from when on. */
  record Assignment(TaskId task, SortedSet<StreamId> streams, Instant start) {}

  /** What every task works with. */
  record Tools(
      CdcLog log,
      OutboxPublisher publisher,
      CaptureProgress progress,
      CaptureMetrics metrics,
      Clock clock) {}

  TaskId id() {
    return id;
  }

  int streamCount() {
    return streams.size();
  }

  /** Largest length of its next window. */
  Duration windowSize() {
    return plan.size();
  }

  /** Its progress is to be saved as soon as it has passed the end of its generation. */
  void endAt(Instant end) {
    generationEnd = end;
  }

  /** Everything before it has been captured. */
  Instant position() {
    return position;
  }

  /** When the last window was captured. */
  Instant lastCaptured() {
    return lastCaptured;
  }

  /**
   * Captures the next window if it is time; returns how long to wait before the next call. Never
   * throws: whatever goes wrong, an error of the machine included, the window is due again.
   */
  Duration captureNext() {
    try {
      Duration wait = capture();
      failures = 0;
      return wait;
    } catch (Throwable e) {
      failures++;
      plan = plan.afterFailure();
      tools.metrics().failure();
      Duration wait = Backoff.USUAL.delay(failures);
      log.warn(
          "window failed task={} position={} failures={} retryMs={}",
          id.getvNodeId().getIndex(),
          position,
          failures,
          wait.toMillis(),
          e);
      return wait;
    }
  }

  private Duration capture() throws Exception {
    Instant now = tools.clock().instant();
    Optional<TimeWindow> window = plan.next(position, now);
    if (window.isEmpty()) {
      return plan.untilNext(position, now);
    }
    int rows = capture(window.get());
    plan = plan.afterRead(window.get(), rows, now);
    lastCaptured = tools.clock().instant();
    tools.metrics().window(Duration.between(now, lastCaptured));
    return plan.untilNext(position, lastCaptured);
  }

  private int capture(TimeWindow window) throws Exception {
    var rows = new WindowRows(tools.publisher());
    tools.log().read(new Query(id, streams, window), rows::add);
    rows.awaitAcknowledged();
    saveIfWorthwhile(rows.count(), window.end());
    position = window.end();
    return rows.count();
  }

  private void saveIfWorthwhile(int rows, Instant end) throws Exception {
    Instant now = tools.clock().instant();
    if (rows > 0 || now.isAfter(savedAt.plus(SAVE_INTERVAL)) || passesGenerationWith(end)) {
      tools.progress().save(new ProgressRecord(id, end)).get();
      savedAt = now;
      savedPosition = end;
    }
  }

  private boolean passesGenerationWith(Instant end) {
    return savedPosition.isBefore(generationEnd) && !end.isBefore(generationEnd);
  }

  /** Saves the position of a task that is stopped, unless it is saved already. */
  Optional<Future<RecordMetadata>> saveRest() {
    return position.isAfter(savedPosition)
        ? Optional.of(tools.progress().save(new ProgressRecord(id, position)))
        : Optional.empty();
  }
}
