package dev.millrace.bridge.sequencer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.bridge.BridgeFixtures;
import dev.millrace.bridge.BridgeStack;
import dev.millrace.local.LocalStack;
import dev.millrace.local.junit.WithLocalStack;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether it says of itself that it gets on when it does, and only then. */
@WithLocalStack
class SequencerHealthIT {

  private static final Duration GRACE = Duration.ofSeconds(2);

  /** Each takes a grace, and a session of the one before. */
  private static final Duration SEVERAL_DEATHS = Duration.ofSeconds(20);

  private BridgeStack stack;
  private LocalStack processes;

  @TempDir private Path folder;

  @BeforeEach
  void open(LocalStack shared) {
    processes = shared;
    stack = BridgeStack.open(shared.endpoints());
  }

  @AfterEach
  void close() {
    stack.close();
  }

  @Test
  void isAliveWithNothingToDoAndNotWhileTheBrokerAnswersNothing() {
    try (Sequencer sequencer = start(stack.parts(new SimpleMeterRegistry()))) {
      await().until(sequencer::isAlive);
      processes.broker().process().pause();
      try {
        await().until(() -> !sequencer.isAlive());
        // What would have been the only sign.
        assertThat(sequencer.isRunning()).isTrue();
      } finally {
        processes.broker().process().resume();
      }
      await().until(sequencer::isAlive);
    }
  }

  @Test
  void isNotAliveWhileItsThreadDiesAgainAndAgain() {
    var deaths = new AtomicInteger();
    GapReader deadly =
        (aggregate, after, upTo) -> {
          deaths.incrementAndGet();
          throw new AssertionError("deadly");
        };
    var parts = new Sequencer.Parts(deadly, new WaitingAggregates(), new SimpleMeterRegistry());
    UUID aggregate = UUID.randomUUID();
    try (var capture = new CaptureTopic(stack.kafka());
        Sequencer sequencer = start(parts)) {
      await().until(sequencer::isAlive);
      capture.send(List.of(BridgeFixtures.captured(aggregate, 2)));
      await().during(SEVERAL_DEATHS).until(() -> deaths.get() > 0 && !sequencer.isAlive());
      assertThat(deaths.get()).isGreaterThan(2);
      // The hole is gone, for the tests that come after.
      capture.send(List.of(BridgeFixtures.captured(aggregate, 1)));
      capture.awaitConsumed();
    }
  }

  private Sequencer start(Sequencer.Parts parts) {
    SequencerSettings usual = BridgeStack.sequencer(folder);
    var settings =
        new SequencerSettings(
            usual.commitInterval(),
            usual.topics(),
            usual.stateDirectory(),
            GRACE,
            usual.stateMebibytes());
    return Sequencer.start(settings, stack.kafka(), parts);
  }

  // Threads that die are what one test is about.
  private static ConditionFactory await() {
    return Awaitility.await()
        .dontCatchUncaughtExceptions()
        .atMost(Duration.ofSeconds(90))
        .pollInterval(Duration.ofMillis(200));
  }
}
