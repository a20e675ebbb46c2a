package dev.millrace.bridge.capture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.bridge.BridgeStack;
import dev.millrace.bridge.TopicReader;
import dev.millrace.contract.Topics;
import dev.millrace.local.LocalStackEndpoints;
import dev.millrace.local.junit.WithLocalStack;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Instances as processes: paused beyond their session, killed, and nothing is lost. */
@WithLocalStack
class CaptureCrashIT {

  private static BridgeStack stack;
  @TempDir private static Path directory;

  @BeforeAll
  static void open(LocalStackEndpoints endpoints) {
    stack = BridgeStack.open(endpoints);
  }

  @AfterAll
  static void close() {
    stack.close();
  }

  @Test
  void othersTakeOverFromAZombieAndFromTheDead(LocalStackEndpoints endpoints) throws Exception {
    try (var writer = new SteadyWriter(stack);
        var one = BridgeProcess.start("bridge-1", endpoints, directory);
        var two = BridgeProcess.start("bridge-2", endpoints, directory)) {
      awaitShared(one, two);
      CaptureGroup.await().until(() -> one.isReady() && two.isReady());
      one.process().pause();
      awaitAlone(two);
      writer.awaitMore(100);
      one.process().resume();
      // It goes on where it stood still, learns that others have its tasks, and joins again.
      awaitShared(one, two);
      writer.awaitMore(100);
      one.process().kill();
      awaitAlone(two);
      CaptureGroup.await().until(two::isReady);
      writer.awaitMore(100);
      writer.awaitAllCaptured();
      CaptureGroup.await().until(CaptureCrashIT::nobodyIsMovedBack);
    }
  }

  private static void awaitShared(BridgeProcess one, BridgeProcess two) {
    CaptureGroup.await()
        .untilAsserted(
            () -> {
              JsonNode status = one.capture();
              assertThat(one.tasksOwned()).isPositive();
              assertThat(two.tasksOwned()).isPositive();
              assertThat(one.tasksOwned() + two.tasksOwned())
                  .isEqualTo(status.at("/tasks/total").asInt());
            });
  }

  private static void awaitAlone(BridgeProcess survivor) {
    CaptureGroup.await()
        .untilAsserted(
            () ->
                assertThat(survivor.tasksOwned())
                    .isPositive()
                    .isEqualTo(survivor.capture().at("/tasks/total").asInt()));
  }

  /** Whether the last progress of each task is its greatest: compaction keeps the last. */
  private static boolean nobodyIsMovedBack() {
    Map<String, Instant> greatest = new HashMap<>();
    Map<String, Instant> last = new HashMap<>();
    // Keys of the auditor, which another test may have left, are no tasks.
    try (var reader =
        new TopicReader(
            stack.kafka(), Topics.BRIDGE_PROGRESS, key -> ProgressRecord.task(key).isPresent())) {
      for (ConsumerRecord<String, byte[]> record : reader.readToEnd()) {
        String value = new String(record.value(), StandardCharsets.UTF_8);
        Instant at = ProgressRecord.parse(record.key(), value).orElseThrow().windowEnd();
        last.put(record.key(), at);
        greatest.merge(record.key(), at, (a, b) -> a.isAfter(b) ? a : b);
      }
    }
    return last.equals(greatest);
  }
}
