package dev.millrace.bridge.sequencer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.bridge.BridgeFixtures;
import dev.millrace.bridge.BridgeStack;
import dev.millrace.bridge.TopicReader;
import dev.millrace.contract.CapturedEvent;
import dev.millrace.contract.EncodedEvent;
import dev.millrace.contract.EventRecords;
import dev.millrace.contract.Topics;
import dev.millrace.local.LocalStackEndpoints;
import dev.millrace.local.junit.WithLocalStack;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From the capture topic to the event topic, through a broker. */
@WithLocalStack
class SequencerIT {

  private static BridgeStack stack;
  private static CaptureTopic capture;

  @TempDir private Path folder;

  @BeforeAll
  static void open(LocalStackEndpoints endpoints) {
    stack = BridgeStack.open(endpoints);
    capture = new CaptureTopic(stack.kafka());
  }

  @AfterAll
  static void close() {
    capture.close();
    stack.close();
  }

  @Test
  void whatComesInAnyOrderWithDuplicatesGoesOutOnceAndInOrder() {
    var arrivals = Arrivals.random();
    try (Sequencer sequencer = start()) {
      capture.send(arrivals.all());
      capture.awaitConsumed();
      assertThat(sequencer.isRunning()).isTrue();
    }
    assertOnceAndInOrder(arrivals);
  }

  @Test
  void aRestartWithoutItsStateDirectoryChangesNothing() throws IOException {
    var arrivals = Arrivals.random();
    List<CapturedEvent> all = arrivals.all();
    try (Sequencer sequencer = start();
        var reader = reader(arrivals)) {
      assertThat(sequencer).isNotNull();
      capture.send(all.subList(0, all.size() / 2));
      reader.await(read -> !read.isEmpty());
    }
    capture.send(all.subList(all.size() / 2, all.size()));
    deleteState();
    try (Sequencer sequencer = start()) {
      capture.awaitConsumed();
      assertThat(sequencer.isRunning()).isTrue();
    }
    assertOnceAndInOrder(arrivals);
  }

  @Test
  void aClosedSequencerLeavesItsGroupToTheNext() {
    try (Sequencer sequencer = start()) {
      capture.send(Arrivals.random().all());
      capture.awaitConsumed();
      assertThat(sequencer.isRunning()).isTrue();
      assertThat(capture.groupMembers()).isNotEmpty();
    }
    assertThat(capture.groupMembers()).isEmpty();
  }

  @Test
  void theLargestEventThatIsCapturedCanWaitForItsTurn() {
    UUID aggregate = UUID.randomUUID();
    // As large as a text of that size gets: every character of it has to be escaped.
    EncodedEvent second =
        BridgeFixtures.withPayload(BridgeFixtures.event(aggregate, 2), "\"".repeat(499 * 1024));
    try (Sequencer sequencer = start();
        var reader = new TopicReader(stack.kafka(), Topics.ORDER_EVENTS, aggregate)) {
      assertThat(sequencer).isNotNull();
      capture.send(List.of(BridgeFixtures.captured(second, Topics.ORDER_EVENTS.name())));
      capture.send(List.of(BridgeFixtures.captured(aggregate, 1)));
      List<ConsumerRecord<String, byte[]>> records = reader.await(read -> read.size() == 2);
      assertThat(records)
          .extracting(SequencerIT::event)
          .containsExactly(BridgeFixtures.event(aggregate, 1), second);
    }
  }

  private static void assertOnceAndInOrder(Arrivals arrivals) {
    try (var reader = reader(arrivals)) {
      List<ConsumerRecord<String, byte[]>> records = reader.readToEnd();
      for (UUID aggregate : arrivals.aggregates()) {
        assertThat(records)
            .as("seed %d", arrivals.seed())
            .filteredOn(record -> record.key().equals(aggregate.toString()))
            .extracting(SequencerIT::event)
            .containsExactlyElementsOf(Arrivals.published(aggregate));
      }
    }
  }

  private static TopicReader reader(Arrivals arrivals) {
    return new TopicReader(
        stack.kafka(),
        Topics.ORDER_EVENTS,
        key -> arrivals.aggregates().contains(UUID.fromString(key)));
  }

  private static EncodedEvent event(ConsumerRecord<String, byte[]> record) {
    return EventRecords.read(record.headers(), record.value());
  }

  private Sequencer start() {
    return Sequencer.start(
        BridgeStack.sequencer(state()), stack.kafka(), stack.parts(new SimpleMeterRegistry()));
  }

  private Path state() {
    return folder.resolve("state");
  }

  private void deleteState() throws IOException {
    try (Stream<Path> walk = Files.walk(state())) {
      for (Path file : walk.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
