package dev.millrace.bridge.capture;

import static dev.millrace.bridge.BridgeFixtures.ORDER;
import static dev.millrace.bridge.capture.CaptureFixtures.START;
import static dev.millrace.bridge.capture.CaptureFixtures.TASK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.bridge.capture.CaptureTask.Assignment;
import dev.millrace.bridge.capture.CdcLog.Query;
import dev.millrace.contract.Topics;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class CaptureTaskTest {

  private static final Duration WINDOW = CaptureFixtures.SETTINGS.window();
  private static final Duration CONFIDENCE = CaptureFixtures.SETTINGS.confidence();
  private static final CdcLog SILENCE = (query, rows) -> {};
  private static final CdcLog ONE_ROW = (query, rows) -> rows.accept(FakeLogRow.outbox(ORDER, 1));

  private final SettableClock clock = new SettableClock(START.plus(WINDOW).plus(CONFIDENCE));
  private final CaptureKafka kafka = new CaptureKafka();
  private final CaptureProgress progress = new CaptureProgress(kafka);
  private final List<Query> queries = new ArrayList<>();
  private CdcLog log = SILENCE;
  private final CaptureTask task =
      new CaptureTask(
          new Assignment(TASK, CaptureFixtures.STREAMS, START),
          WindowPlan.of(CaptureFixtures.SETTINGS),
          CaptureFixtures.tools(this::read, progress, kafka, clock));

  private void read(Query query, Consumer<LogRow> rows) throws Exception {
    queries.add(query);
    log.read(query, rows);
  }

  @Test
  void readsItsStreamsInTheWindowAndMovesOn() {
    log = ONE_ROW;
    Duration wait = task.captureNext();
    assertThat(queries).containsExactly(query(START, WINDOW));
    assertThat(task.position()).isEqualTo(START.plus(WINDOW));
    assertThat(task.lastCaptured()).isEqualTo(clock.instant());
    assertThat(wait).isEqualTo(WINDOW);
    assertThat(kafka.takenBy(Topics.ORDER_CAPTURE)).hasSize(1);
  }

  @Test
  void readsNothingBeforeItIsTime() {
    clock.advance(Duration.ofMillis(-1));
    assertThat(task.captureNext()).isEqualTo(Duration.ofMillis(1));
    assertThat(queries).isEmpty();
    assertThat(kafka.history()).isEmpty();
    assertThat(task.lastCaptured()).isEqualTo(Instant.EPOCH);
  }

  @Test
  void savesItsProgressAfterTheRows() {
    log = ONE_ROW;
    task.captureNext();
    assertThat(kafka.history())
        .extracting(record -> record.topic())
        .containsExactly(Topics.ORDER_CAPTURE.name(), Topics.BRIDGE_PROGRESS.name());
    assertThat(kafka.saved()).containsExactly(new ProgressRecord(TASK, START.plus(WINDOW)));
  }

  @Test
  void aRowThatIsNotAcknowledgedIsReadAgain() {
    log = ONE_ROW;
    kafka.failNext(new TimeoutException("no leader"));
    assertThat(task.captureNext()).isPositive();
    assertThat(kafka.history()).isEmpty();
    assertThat(kafka.saved()).isEmpty();
    assertThat(task.position()).isEqualTo(START);
    assertThat(task.lastCaptured()).isEqualTo(Instant.EPOCH);
    task.captureNext();
    assertThat(queries).containsExactly(query(START, WINDOW), query(START, WINDOW));
    assertThat(task.position()).isEqualTo(START.plus(WINDOW));
    assertThat(kafka.takenBy(Topics.ORDER_CAPTURE)).hasSize(1);
  }

  @Test
  void aWindowThatFailsHalfwayIsReadAgain() {
    log =
        (query, rows) -> {
          rows.accept(FakeLogRow.outbox(ORDER, 1));
          throw new IOException("connection lost");
        };
    task.captureNext();
    assertThat(task.position()).isEqualTo(START);
    assertThat(kafka.takenBy(Topics.BRIDGE_PROGRESS)).isEmpty();
    log = ONE_ROW;
    task.captureNext();
    assertThat(queries).containsExactly(query(START, WINDOW), query(START, WINDOW));
    assertThat(kafka.takenBy(Topics.ORDER_CAPTURE)).hasSize(2);
  }

  @Test
  void progressThatIsNotSavedIsAFailureToo() {
    kafka.failNext(new TimeoutException("no leader"));
    task.captureNext();
    assertThat(task.position()).isEqualTo(START);
    task.captureNext();
    assertThat(task.position()).isEqualTo(START.plus(WINDOW));
    assertThat(kafka.takenBy(Topics.BRIDGE_PROGRESS)).hasSize(1);
  }

  @Test
  void anErrorOfTheMachineIsAFailureLikeAnyOther() {
    log =
        (query, rows) -> {
          throw new StackOverflowError();
        };
    assertThat(task.captureNext()).isPositive();
    log = SILENCE;
    task.captureNext();
    assertThat(task.position()).isEqualTo(START.plus(WINDOW));
  }

  @Test
  void waitsLongerTheMoreOftenItFails() {
    log =
        (query, rows) -> {
          throw new IOException("away");
        };
    assertThat(task.captureNext()).isLessThanOrEqualTo(Duration.ofMillis(100));
    for (int i = 0; i < 10; i++) {
      task.captureNext();
    }
    assertThat(task.captureNext()).isGreaterThanOrEqualTo(Duration.ofSeconds(5));
    log = SILENCE;
    task.captureNext();
    log = ONE_ROW;
    kafka.failNext(new TimeoutException("once"));
    clock.advance(WINDOW.multipliedBy(2));
    assertThat(task.captureNext()).isLessThanOrEqualTo(Duration.ofMillis(100));
  }

  private static Query query(Instant start, Duration length) {
    return new Query(TASK, CaptureFixtures.STREAMS, new TimeWindow(start, start.plus(length)));
  }
}
