package dev.millrace.bridge.sequencer;

import static dev.millrace.bridge.BridgeFixtures.ORDER;
import static dev.millrace.bridge.BridgeFixtures.captured;
import static dev.millrace.bridge.BridgeFixtures.event;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.contract.Topics;
import dev.millrace.contract.Watermark;
import java.nio.file.Path;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Waits across restarts: the stores are closed and opened again, everything else is forgotten. */
class SequencerRestartTest {

  private static final String EVENTS = Topics.ORDER_EVENTS.name();
  private static final String PAYROLL = "payroll";
  private static final int MANY = Waits.MOST + 2_500;

  @TempDir private Path folder;
  private final HeldEventStore store = new HeldEventStore();

  @Test
  void aTailIsFilledThatWasBeingReadWhenTheSequencerStopped() {
    store.put(captured(ORDER, 1));
    try (RestartedProcessor first = start(EVENTS)) {
      first.take(new Watermark(ORDER, 1));
      first.later(SequencerDriver.GRACE);
      assertThat(store.reads()).isEqualTo(1);
    }
    try (RestartedProcessor second = start(EVENTS)) {
      fillGaps(second);
      assertThat(second.published(EVENTS)).containsExactly(event(ORDER, 1));
    }
    int reads = store.reads();
    try (RestartedProcessor third = start(EVENTS)) {
      fillGaps(third);
      assertThat(store.reads()).as("it waits no longer").isEqualTo(reads);
    }
  }

  @Test
  void aHoleIsFilledBelowWhatWasParkedBefore() {
    store.put(captured(ORDER, 1));
    try (RestartedProcessor first = start(EVENTS)) {
      first.take(captured(ORDER, 2));
    }
    try (RestartedProcessor second = start(EVENTS)) {
      fillGaps(second);
      assertThat(second.published(EVENTS)).containsExactly(event(ORDER, 1), event(ORDER, 2));
    }
  }

  @Test
  void aRefusedEventIsPublishedByTheSequencerThatMay() {
    store.put(captured(event(ORDER, 1), PAYROLL));
    try (RestartedProcessor first = start(EVENTS)) {
      first.take(captured(event(ORDER, 1), PAYROLL));
      assertThat(first.deadLetters()).hasSize(1);
    }
    try (RestartedProcessor second = start(EVENTS)) {
      fillGaps(second);
      fillGaps(second);
      assertThat(second.deadLetters()).isEmpty();
      assertThat(second.waiting().report().aggregates().get(0).state()).isEqualTo("refused");
    }
    try (RestartedProcessor third = start(PAYROLL)) {
      fillGaps(third);
      assertThat(third.published(PAYROLL)).containsExactly(event(ORDER, 1));
      assertThat(third.waiting().report().total()).isZero();
    }
  }

  @Test
  void veryManyWaitsAreFoundAgain() {
    try (RestartedProcessor first = start(EVENTS)) {
      LongStream.range(0, MANY).forEach(i -> first.take(new Watermark(new UUID(i, i), 1)));
    }
    try (RestartedProcessor second = start(EVENTS)) {
      second.later(SequenceProcessor.GAP_INTERVAL);
      assertThat(second.waiting().report().total()).isEqualTo(MANY);
      LongStream.range(0, MANY).forEach(i -> second.take(captured(new UUID(i, i), 1)));
      second.later(SequencerDriver.GRACE);
      assertThat(second.waiting().report().total()).isZero();
      assertThat(second.published(EVENTS)).hasSize(MANY);
    }
  }

  private RestartedProcessor start(String topic) {
    return new RestartedProcessor(folder, store, Set.of(topic));
  }

  private void fillGaps(RestartedProcessor processor) {
    processor.later(SequencerDriver.GRACE);
    store.answerAll();
    processor.later(SequenceProcessor.GAP_INTERVAL.multipliedBy(20));
  }
}
