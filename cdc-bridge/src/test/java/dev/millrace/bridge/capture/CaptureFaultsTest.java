package dev.millrace.bridge.capture;

import static dev.millrace.bridge.BridgeFixtures.ORDER;
import static dev.millrace.bridge.capture.CaptureFixtures.START;
import static dev.millrace.bridge.capture.CaptureFixtures.TASK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.bridge.capture.CaptureTask.Assignment;
import dev.millrace.contract.CaptureRecords;
import dev.millrace.contract.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of the rows of one stream when log, Kafka or process fail: all that can be read. */
class CaptureFaultsTest {

  private static final Duration CONFIDENCE = CaptureFixtures.SETTINGS.confidence();
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Instant BATCH = START.plusSeconds(1);

  private final SettableClock clock = new SettableClock(START);
  private final CaptureKafka kafka = new CaptureKafka();
  private final FakeCdcLog log = new FakeCdcLog(clock);
  private final CaptureTasks tasks = new CaptureTasks(1);

  @AfterEach
  void close() {
    tasks.close();
  }

  @Test
  void aLateRowIsCapturedWithinTheConfidence() {
    log.withLate(BATCH, BATCH.plus(CONFIDENCE), row(1)).with(BATCH.plus(SECOND), row(2));
    captureUntil(START.plusSeconds(10), task(START));
    assertThat(sequences()).containsExactly(1L, 2L);
  }

  @Test
  void aLateRowIsNotSeenBeyondTheConfidenceAndHoldsNobodyUp() {
    log.withLate(BATCH, BATCH.plus(CONFIDENCE).plusSeconds(5), row(1))
        .with(BATCH.plus(SECOND), row(2));
    captureUntil(START.plusSeconds(20), task(START));
    assertThat(sequences()).containsExactly(2L);
  }

  @Test
  void aMissingRowHoldsNobodyUp() {
    log.with(BATCH, row(1)).with(BATCH.plusSeconds(2), row(3));
    captureUntil(START.plusSeconds(10), task(START));
    assertThat(sequences()).containsExactly(1L, 3L);
  }

  @Test
  void aDuplicateRowIsSentTwice() {
    log.with(BATCH, row(1)).with(BATCH, row(1)).with(BATCH, row(2));
    captureUntil(START.plusSeconds(10), task(START));
    assertThat(sequences()).containsExactly(1L, 1L, 2L);
  }

  @ParameterizedTest
  @CsvSource({"0, '1,2,3'", "1, '1,1,2,3'", "2, '1,2,1,2,3'"})
  void aReadThatFailsInTheMiddleOfABatchIsReadAgain(int rowsBefore, String captured) {
    batchOfThree();
    log.failNextReadAfter(rowsBefore);
    captureUntil(START.plusSeconds(20), task(START));
    assertThat(sequences()).hasToString("[" + captured.replace(",", ", ") + "]");
  }

  @Test
  void aBatchThatKafkaDoesNotTakeIsReadAgain() {
    batchOfThree();
    CaptureTask task = task(START);
    captureUntil(BATCH.plus(CONFIDENCE), task);
    kafka.failNext(new TimeoutException("no leader"));
    captureUntil(START.plusSeconds(20), task);
    assertThat(sequences()).containsExactly(2L, 3L, 1L, 2L, 3L);
  }

  @ParameterizedTest
  @CsvSource({"metadata, null", "metadata, {", "metadata, '[]'", "sequence, text", "topic, 7"})
  void aPoisonRowIsADeadLetterAndHoldsNobodyUp(String column, String value) {
    Object poison = value.equals("7") ? Integer.valueOf(7) : value;
    log.with(BATCH, row(1)).with(BATCH, row(2).with(column, poison)).with(BATCH, row(3));
    captureUntil(START.plusSeconds(10), task(START));
    assertThat(sequences()).containsExactly(1L, 3L);
    assertThat(kafka.takenBy(Topics.ORDER_CAPTURE_DLQ)).hasSize(1);
  }

  @Test
  void anOrderlyStopInsideABatchFinishesTheBatch() throws Exception {
    batchOfThree();
    var inside = new CountDownLatch(1);
    var stopping = new CountDownLatch(1);
    stopInside(inside, stopping);
    inside.await();
    var stop = new Thread(() -> tasks.stop(task -> true));
    stop.start();
    stopping.countDown();
    stop.join();
    assertThat(sequences()).containsExactly(1L, 2L, 3L);
    // Whoever has the task next begins behind the batch.
    captureUntil(START.plusSeconds(30), task(lastSaved()));
    assertThat(sequences()).containsExactly(1L, 2L, 3L);
  }

  @Test
  void anAbandonedBatchIsReadAgainAsAWhole() throws Exception {
    batchOfThree();
    var inside = new CountDownLatch(1);
    stopInside(inside, new CountDownLatch(1));
    inside.await();
    tasks.abandon(task -> true);
    tasks.close();
    log.betweenRows(() -> {});
    captureUntil(START.plusSeconds(30), task(lastSaved()));
    assertThat(sequences()).containsExactly(1L, 1L, 2L, 3L);
  }

  /** Runs the task on threads, which halt after the first row of the batch. */
  private void stopInside(CountDownLatch inside, CountDownLatch goOn) {
    clock.advance(Duration.ofSeconds(9));
    log.betweenRows(
        () -> {
          inside.countDown();
          await(goOn);
        });
    tasks.start(task(START));
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted", e);
    }
  }

  private void batchOfThree() {
    log.with(BATCH, row(1)).with(BATCH, row(2)).with(BATCH, row(3));
  }

  private static FakeLogRow row(long sequence) {
    return FakeLogRow.outbox(ORDER, sequence);
  }

  private CaptureTask task(Instant from) {
    var progress = CaptureFixtures.progress(kafka, Map.of());
    return new CaptureTask(
        new Assignment(TASK, CaptureFixtures.STREAMS, from),
        WindowPlan.of(CaptureFixtures.SETTINGS),
        CaptureFixtures.tools(log, progress, kafka, clock));
  }

  private void captureUntil(Instant end, CaptureTask task) {
    while (clock.instant().isBefore(end)) {
      clock.advance(task.captureNext().plusMillis(1));
    }
  }

  /** Where the next one begins: where the generation does, if nothing was saved. */
  private Instant lastSaved() {
    List<ProgressRecord> saved = kafka.saved();
    return saved.isEmpty() ? START : saved.get(saved.size() - 1).windowEnd();
  }

  private List<Long> sequences() {
    return kafka.takenBy(Topics.ORDER_CAPTURE).stream()
        .map(sent -> CaptureRecords.read(sent.key(), sent.headers(), sent.value()))
        .map(captured -> captured.event().sequence())
        .toList();
  }
}
