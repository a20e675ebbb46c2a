package dev.millrace.bridge.sequencer;

import static dev.millrace.bridge.BridgeFixtures.ORDER;
import static dev.millrace.bridge.BridgeFixtures.captured;
import static dev.millrace.bridge.BridgeFixtures.event;
import static dev.millrace.bridge.BridgeFixtures.silent;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.bridge.BridgeFixtures;
import dev.millrace.contract.CapturedEvent;
import dev.millrace.contract.EncodedEvent;
import dev.millrace.contract.EventRecords;
import dev.millrace.contract.Topics;
import dev.millrace.contract.Watermark;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sequencer as it runs, with events that never come. */
class SequencerGapsTest {

  private static final String EVENTS = Topics.ORDER_EVENTS.name();
  private static final String DEAD_LETTERS = Topics.ORDER_CAPTURE_DLQ.name();

  @TempDir private Path folder;
  private final HeldEventStore store = new HeldEventStore();
  private SequencerDriver driver;

  @BeforeEach
  void open() {
    driver = new SequencerDriver(folder, store, Set.of(EVENTS));
  }

  @AfterEach
  void close() {
    driver.close();
  }

  @Test
  void publishesFromTheStoreWhatWasLostOnTheWay() {
    store.put(captured(ORDER, 2));
    driver.pipe(captured(ORDER, 1));
    driver.pipe(captured(ORDER, 3));
    driver.fillGaps();
    assertThat(published()).containsExactly(event(ORDER, 1), event(ORDER, 2), event(ORDER, 3));
    assertThat(driver.count("gaps.filled")).isEqualTo(1);
    // It came after all.
    driver.pipe(captured(ORDER, 2));
    assertThat(published()).isEmpty();
    assertThat(driver.count("duplicates")).isEqualTo(1);
  }

  @Test
  void whatIsTooLargeToParkComesFromTheStore() {
    CapturedEvent large = BridgeFixtures.controlCharacters(ORDER, 2, 200_000);
    store.put(large);
    driver.pipe(large);
    driver.pipe(captured(ORDER, 3));
    assertThat(driver.parkedNow()).isEqualTo(1);
    assertThat(driver.count("unparked")).isEqualTo(1);
    driver.pipe(captured(ORDER, 1));
    assertThat(published()).containsExactly(event(ORDER, 1));
    driver.fillGaps();
    assertThat(published()).containsExactly(large.event(), event(ORDER, 3));
  }

  @Test
  void whatIsNotTooLargeIsParked() {
    CapturedEvent fits = BridgeFixtures.controlCharacters(ORDER, 2, 173_000);
    driver.pipe(fits);
    driver.pipe(captured(ORDER, 1));
    assertThat(published()).containsExactly(event(ORDER, 1), fits.event());
    assertThat(driver.count("unparked")).isZero();
  }

  @Test
  void findsAnAggregateOfWhichNothingCame() {
    store.put(captured(ORDER, 1));
    store.put(silent(ORDER, 2));
    store.put(captured(ORDER, 3));
    driver.pipe(new Watermark(ORDER, 3));
    driver.fillGaps();
    assertThat(published()).containsExactly(event(ORDER, 1), event(ORDER, 3));
    assertThat(driver.head(ORDER)).isEqualTo(3);
  }

  @Test
  void showsWhatWaits() {
    driver.pipe(captured(ORDER, 3));
    driver.pipe(captured(ORDER, 4));
    driver.later(SequenceProcessor.GAP_INTERVAL);
    assertThat(driver.waiting().total()).isEqualTo(1);
    var waiting = driver.waiting().aggregates().get(0);
    assertThat(waiting.aggregateId()).isEqualTo(ORDER);
    assertThat(waiting.head()).isZero();
    assertThat(waiting.awaited()).isEqualTo(4);
    assertThat(waiting.parked()).isEqualTo(2);
    assertThat(waiting.state()).isEqualTo("waiting");
    driver.fillGaps();
    driver.later(Duration.ofSeconds(1));
    assertThat(driver.waiting().aggregates().get(0).state()).isEqualTo("unfillable");
    assertThat(driver.gauge("unfillable.now")).isEqualTo(1);
    assertThat(driver.gauge("waiting.now")).isEqualTo(1);
    store.put(captured(ORDER, 1));
    store.put(captured(ORDER, 2));
    driver.later(Duration.ofMinutes(1));
    driver.fillGaps();
    assertThat(published()).hasSize(4);
    assertThat(driver.waiting().total()).isZero();
    assertThat(driver.gauge("unfillable.now")).isZero();
    assertThat(driver.gauge("oldest.wait")).isZero();
  }

  @Test
  void aRefusedEventIsDeadLetteredOnceForEachOfItsRecords() {
    store.put(captured(event(ORDER, 1), "payroll"));
    driver.pipe(captured(event(ORDER, 1), "payroll"));
    assertThat(driver.read(DEAD_LETTERS)).hasSize(1);
    driver.later(Duration.ofMinutes(10));
    driver.pipe(new Watermark(ORDER, 1));
    driver.fillGaps();
    assertThat(driver.waiting().aggregates().get(0).state()).isEqualTo("refused");
    assertThat(driver.read(DEAD_LETTERS)).isEmpty();
    assertThat(store.reads()).isZero();
  }

  @Test
  void anAnswerLeadsToTheNextQuestionAtOnce() {
    for (long i = 0; i < 30; i++) {
      driver.pipe(new Watermark(new UUID(i, i), 1));
      store.put(captured(new UUID(i, i), 1));
    }
    driver.later(SequencerDriver.GRACE);
    int first = store.reads();
    assertThat(first).isPositive();
    store.answerAll();
    // A record comes, of anything.
    driver.pipe(captured(ORDER, 1));
    int second = store.reads();
    assertThat(second).isGreaterThan(first);
    store.answerAll();
    // None comes.
    driver.later(SequenceProcessor.ANSWER_INTERVAL);
    assertThat(store.reads()).isGreaterThan(second);
  }

  private List<EncodedEvent> published() {
    return driver.read(EVENTS).stream()
        .map(record -> EventRecords.read(record.headers(), record.value()))
        .toList();
  }
}
