package dev.millrace.bridge.capture;

import static dev.millrace.bridge.BridgeFixtures.ORDER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.contract.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class WindowRowsTest {

  private static final int BOUND = 1_000;

  private final CaptureKafka kafka = new CaptureKafka();
  private final WindowRows rows =
      new WindowRows(
          new OutboxPublisher(kafka, "t", CaptureFixtures.metrics(new SimpleMeterRegistry())));

  @Test
  void sendsOutboxRowsAndCountsAll() {
    rows.add(FakeLogRow.outbox(ORDER, 1));
    rows.add(FakeLogRow.outbox(ORDER, 1).with("entry", "event").updated());
    rows.add(FakeLogRow.outbox(ORDER, 2));
    rows.awaitAcknowledged();
    assertThat(rows.count()).isEqualTo(3);
    assertThat(kafka.history()).hasSize(2);
    assertThat(kafka.takenBy(Topics.ORDER_CAPTURE)).hasSize(2);
  }

  @Test
  void failsWhenARowIsNotAcknowledged() {
    kafka.failNext(new TimeoutException("no leader"));
    rows.add(FakeLogRow.outbox(ORDER, 1));
    rows.add(FakeLogRow.outbox(ORDER, 2));
    assertThatThrownBy(rows::awaitAcknowledged)
        .isInstanceOf(WindowFailedException.class)
        .hasMessage("Kafka did not take a row")
        .hasCauseInstanceOf(TimeoutException.class);
  }

  @Test
  void deadLettersARowThatKafkaWillNeverTake() {
    kafka.failNext(new RecordTooLargeException());
    rows.add(FakeLogRow.outbox(ORDER, 1));
    rows.add(FakeLogRow.outbox(ORDER, 2));
    rows.awaitAcknowledged();
    assertThat(kafka.takenBy(Topics.ORDER_CAPTURE)).hasSize(1);
    assertThat(kafka.takenBy(Topics.ORDER_CAPTURE_DLQ)).hasSize(1);
  }

  @Test
  void failsWhenTheDeadLetterIsNotAcknowledged() {
    kafka.failNext(new RecordTooLargeException());
    rows.add(FakeLogRow.outbox(ORDER, 1));
    kafka.failNext(new TimeoutException("no leader"));
    assertThatThrownBy(rows::awaitAcknowledged).isInstanceOf(WindowFailedException.class);
  }

  @Test
  void awaitsAcknowledgementsBeforeTooManyAreOutstanding() {
    kafka.failNext(new TimeoutException("no leader"));
    for (int i = 1; i < BOUND; i++) {
      rows.add(FakeLogRow.outbox(ORDER, i));
    }
    assertThatThrownBy(() -> rows.add(FakeLogRow.outbox(ORDER, BOUND)))
        .isInstanceOf(WindowFailedException.class);
  }

  @Test
  void keepsTheMarkOfAnInterruption() {
    rows.add(FakeLogRow.outbox(ORDER, 1));
    Thread.currentThread().interrupt();
    assertThatThrownBy(rows::awaitAcknowledged)
        .isInstanceOf(WindowFailedException.class)
        .hasMessage("interrupted");
    assertThat(Thread.interrupted()).isTrue();
  }
}
