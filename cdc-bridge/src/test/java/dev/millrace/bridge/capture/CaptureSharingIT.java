package dev.millrace.bridge.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.bridge.BridgeStack;
import dev.millrace.local.LocalStack;
import dev.millrace.local.LocalStackEndpoints;
import dev.millrace.local.junit.WithLocalStack;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Several instances capture one table: tasks move when one joins or leaves, and nothing is lost.
 */
@WithLocalStack
class CaptureSharingIT {

  private static final CaptureSettings SETTINGS =
      new CaptureSettings(
          CaptureFixtures.TABLE,
          Duration.ofMillis(200),
          Duration.ofMillis(800),
          Duration.ofSeconds(1),
          4);

  private static BridgeStack stack;
  private static CaptureGroup group;

  @BeforeAll
  static void open(LocalStackEndpoints endpoints) {
    stack = BridgeStack.open(endpoints);
    group = new CaptureGroup(stack, SETTINGS);
  }

  @AfterAll
  static void close() {
    stack.close();
  }

  @Test
  void tasksMoveWhenAnInstanceJoinsAndWhenOneLeaves() throws Exception {
    try (var writer = new SteadyWriter(stack);
        Capture staying = group.join()) {
      CaptureGroup.awaitShared(staying);
      assertThat(staying.ownsAuditor()).isTrue();
      try (Capture passing = group.join()) {
        CaptureGroup.awaitShared(staying, passing);
        assertThat(Stream.of(staying, passing).filter(Capture::ownsAuditor)).hasSize(1);
        writer.awaitMore(100);
      }
      CaptureGroup.awaitShared(staying);
      assertThat(staying.ownsAuditor()).isTrue();
      writer.awaitMore(100);
      writer.awaitAllCaptured();
    }
  }

  @Test
  void aNewGenerationIsReadFromItsBeginningAndTheOldOneToItsEnd() throws Exception {
    try (var writer = new SteadyWriter(stack);
        Capture first = group.join();
        Capture second = group.join()) {
      CaptureGroup.awaitShared(first, second);
      Instant before = generationStart(first);
      for (int streams : new int[] {12, 5}) {
        stack.session().execute(LocalStack.newGeneration(streams));
        CaptureGroup.await()
            .untilAsserted(
                () -> {
                  assertThat(first.status().tasks().total()).isEqualTo(streams);
                  assertThat(second.status().tasks().total()).isEqualTo(streams);
                });
        CaptureGroup.awaitShared(first, second);
        writer.awaitMore(200);
      }
      assertThat(generationStart(first)).isAfter(before).isEqualTo(generationStart(second));
      writer.awaitAllCaptured();
    }
  }

  private static Instant generationStart(Capture capture) {
    return capture.status().generationStart();
  }
}
