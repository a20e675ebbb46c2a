package dev.millrace.bridge.capture;

import static dev.millrace.bridge.BridgeFixtures.ORDER;
import static dev.millrace.bridge.capture.CaptureFixtures.START;
import static dev.millrace.bridge.capture.CaptureFixtures.TASK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.bridge.capture.CaptureTask.Assignment;
import dev.millrace.bridge.capture.CdcLog.Query;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What a task reads and saves while nothing is written. */
class CaptureTaskSilenceTest {

  private static final Duration WINDOW = CaptureFixtures.SETTINGS.window();
  private static final Duration CONFIDENCE = CaptureFixtures.SETTINGS.confidence();
  private static final CdcLog SILENCE = (query, rows) -> {};
  private static final CdcLog ONE_ROW = (query, rows) -> rows.accept(FakeLogRow.outbox(ORDER, 1));

  private final SettableClock clock = new SettableClock(START.plus(WINDOW).plus(CONFIDENCE));
  private final CaptureKafka kafka = new CaptureKafka();
  private final List<Query> queries = new ArrayList<>();
  private CdcLog log = SILENCE;
  private final CaptureTask task =
      new CaptureTask(
          new Assignment(TASK, CaptureFixtures.STREAMS, START),
          WindowPlan.of(CaptureFixtures.SETTINGS),
          CaptureFixtures.tools(this::read, new CaptureProgress(kafka), kafka, clock));

  private void read(Query query, Consumer<LogRow> rows) throws Exception {
    queries.add(query);
    log.read(query, rows);
  }

  @Test
  void savesSilenceSeldom() {
    Duration captured = captureSilence(Duration.ofSeconds(60));
    long most = captured.dividedBy(CaptureTask.SAVE_INTERVAL) + 1;
    assertThat(kafka.history()).hasSizeBetween(2, (int) most);
    assertThat(task.saveRest()).isPresent();
    assertThat(last(kafka.saved()).windowEnd()).isEqualTo(task.position());
  }

  @Test
  void readsSilenceSeldomAndComesBackWithTheFirstRow() {
    captureSilence(Duration.ofSeconds(60));
    // Half a second, one, two, and then every four.
    assertThat(queries).hasSizeBetween(60 / 4, 60 / 4 + 3);
    assertThat(task.windowSize()).isEqualTo(CaptureFixtures.SETTINGS.idleWindow());
    log = ONE_ROW;
    assertThat(task.captureNext()).isLessThanOrEqualTo(WINDOW);
    assertThat(task.windowSize()).isEqualTo(WINDOW);
  }

  @Test
  void aColdStartAWeekBehindReadsFewWindows() {
    Duration week = Duration.ofDays(7);
    clock.advance(week);
    while (task.captureNext().isZero()) {
      // The clock stands still: it catches up.
    }
    assertThat(task.position()).isAfter(clock.instant().minus(CONFIDENCE).minus(WINDOW));
    // From half a second it doubles to an hour, then an hour each.
    assertThat(queries).hasSizeBetween(7 * 24, 7 * 24 + 20);
  }

  @Test
  void savesAtOnceWhenItPassesTheEndOfItsGeneration() {
    captureSilence(Duration.ofSeconds(20));
    int before = kafka.saved().size();
    while (kafka.saved().size() == before) {
      clock.advance(task.captureNext());
    }
    // A save is not due, but for the end of the generation.
    task.endAt(task.position().plusMillis(1));
    task.captureNext();
    assertThat(kafka.saved()).hasSize(before + 2);
    assertThat(last(kafka.saved()).windowEnd()).isEqualTo(task.position());
    assertThat(task.saveRest()).isEmpty();
  }

  private Duration captureSilence(Duration length) {
    Instant until = clock.instant().plus(length);
    while (clock.instant().isBefore(until)) {
      clock.advance(task.captureNext());
    }
    return length;
  }

  private static ProgressRecord last(List<ProgressRecord> records) {
    return records.get(records.size() - 1);
  }
}
