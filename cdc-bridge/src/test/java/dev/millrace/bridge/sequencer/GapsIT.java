package dev.millrace.bridge.sequencer;

import static dev.millrace.bridge.BridgeFixtures.captured;
import static dev.millrace.bridge.BridgeFixtures.event;
import static dev.millrace.bridge.BridgeFixtures.silent;
import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.millrace.bridge.BridgeFixtures;
import dev.millrace.bridge.BridgeStack;
import dev.millrace.bridge.TopicReader;
import dev.millrace.bridge.capture.EventStoreWriter;
import dev.millrace.contract.CapturedEvent;
import dev.millrace.contract.EncodedEvent;
import dev.millrace.contract.EventRecords;
import dev.millrace.contract.Topics;
import dev.millrace.contract.Watermark;
import dev.millrace.local.LocalStack;
import dev.millrace.local.junit.WithLocalStack;
import dev.millrace.runtime.scylla.ScyllaSessions;
import dev.millrace.runtime.scylla.ScyllaSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events that the store has and the capture topic has not: nothing captures here. */
@WithLocalStack
class GapsIT {

  private static BridgeStack stack;
  private static CqlSession impatient;
  private static LocalStack local;
  private static CaptureTopic capture;
  private static EventStoreWriter store;

  @TempDir private Path folder;
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final WaitingAggregates waiting = new WaitingAggregates();
  private final UUID aggregate = UUID.randomUUID();
  private final UUID other = UUID.randomUUID();

  @BeforeAll
  static void open(LocalStack running) {
    local = running;
    stack = BridgeStack.open(running.endpoints());
    ScyllaSettings scylla = stack.scylla();
    impatient =
        ScyllaSessions.open(
            new ScyllaSettings(
                scylla.contactPoints(), scylla.datacenter(), Duration.ofSeconds(2), false));
    capture = new CaptureTopic(stack.kafka());
    store = new EventStoreWriter(stack.session());
  }

  @AfterAll
  static void close() {
    capture.close();
    impatient.close();
    stack.close();
  }

  @Test
  void aHoleIsFilledFromTheStore() {
    store.append(captured(aggregate, 1), captured(aggregate, 2));
    store.append(silent(aggregate, 3));
    store.append(captured(aggregate, 4), captured(aggregate, 5));
    try (Sequencer sequencer = start();
        var reader = reader(aggregate)) {
      assertThat(sequencer).isNotNull();
      capture.send(List.of(captured(aggregate, 1), captured(aggregate, 5)));
      assertThat(await(reader, 4))
          .containsExactly(
              event(aggregate, 1), event(aggregate, 2), event(aggregate, 4), event(aggregate, 5));
    }
    assertThat(filled("hole")).isEqualTo(3);
  }

  @Test
  void anEarlyEventThatIsTooLargeToParkIsReadFromTheStore() {
    CapturedEvent large = BridgeFixtures.controlCharacters(aggregate, 2, 200_000);
    store.append(captured(aggregate, 1), large);
    try (Sequencer sequencer = start();
        var reader = reader(aggregate)) {
      assertThat(sequencer).isNotNull();
      capture.send(List.of(large));
      assertThat(await(reader, 2)).containsExactly(event(aggregate, 1), large.event());
    }
    assertThat(count("unparked")).isEqualTo(1);
  }

  @Test
  void aRowThatKnowsNoTopicIsPublishedWhereItsOutboxRowSays() {
    store.append(captured(aggregate, 1), captured(aggregate, 2));
    stack
        .session()
        .execute(
            "DELETE topic FROM millrace.event_store"
                + " WHERE aggregate_id = ? AND entry = 'event' AND sequence = 1 AND id = ?",
            aggregate,
            event(aggregate, 1).id());
    try (Sequencer sequencer = start();
        var reader = reader(aggregate)) {
      assertThat(sequencer).isNotNull();
      capture.send(new Watermark(aggregate, 2));
      assertThat(await(reader, 2)).containsExactly(event(aggregate, 1), event(aggregate, 2));
    }
    assertThat(filled("tail")).isEqualTo(2);
  }

  @Test
  void aHoleThatTheStoreHasNeitherHoldsUpItsAggregateAlone() {
    store.append(captured(other, 1), captured(other, 2), captured(other, 3));
    try (Sequencer sequencer = start();
        var reader = reader(aggregate);
        var otherReader = reader(other)) {
      assertThat(sequencer).isNotNull();
      capture.send(List.of(captured(aggregate, 1), captured(aggregate, 3)));
      Awaitility.await().atMost(60, TimeUnit.SECONDS).until(() -> "unfillable".equals(state()));
      capture.send(List.of(captured(other, 1), captured(other, 3)));
      assertThat(await(otherReader, 3)).hasSize(3);
      assertThat(events(reader.readToEnd())).containsExactly(event(aggregate, 1));
      assertThat(registry.get("millrace.sequencer.unfillable.now").gauge().value()).isEqualTo(1);
      capture.send(List.of(captured(aggregate, 2)));
      assertThat(await(reader, 3)).hasSize(3);
    }
  }

  @Test
  void aRowThatIsNoEventIsWaitedForUntilItIsOne() {
    store.append(captured(aggregate, 1), captured(aggregate, 2));
    setSchemaVersion(2, 0);
    try (Sequencer sequencer = start();
        var reader = reader(aggregate)) {
      assertThat(sequencer).isNotNull();
      capture.send(new Watermark(aggregate, 2));
      Awaitility.await().atMost(60, TimeUnit.SECONDS).until(() -> "unfillable".equals(state()));
      assertThat(await(reader, 1)).containsExactly(event(aggregate, 1));
      setSchemaVersion(2, 1);
      assertThat(await(reader, 2)).containsExactly(event(aggregate, 1), event(aggregate, 2));
    }
  }

  private void setSchemaVersion(long sequence, int version) {
    stack
        .session()
        .execute(
            "UPDATE millrace.event_store SET schema_version = ?"
                + " WHERE aggregate_id = ? AND entry = 'event' AND sequence = ? AND id = ?",
            version,
            aggregate,
            sequence,
            event(aggregate, sequence).id());
  }

  @Test
  void whileTheDatabaseStandsStillOthersFlowAndNothingIsForgotten() {
    store.append(captured(aggregate, 1), captured(aggregate, 2), captured(aggregate, 3));
    try (Sequencer sequencer = start();
        var reader = reader(aggregate);
        var otherReader = reader(other)) {
      local.database().process().pause();
      try {
        capture.send(List.of(captured(aggregate, 1), captured(aggregate, 3)));
        Awaitility.await().atMost(60, TimeUnit.SECONDS).until(() -> count("gap.reads.failed") >= 1);
        capture.send(List.of(captured(other, 1), captured(other, 2)));
        assertThat(await(otherReader, 2)).hasSize(2);
        assertThat(sequencer.isRunning()).isTrue();
        assertThat(events(reader.readToEnd())).containsExactly(event(aggregate, 1));
      } finally {
        local.database().process().resume();
      }
      assertThat(await(reader, 3))
          .containsExactly(event(aggregate, 1), event(aggregate, 2), event(aggregate, 3));
    }
  }

  @Test
  void aWaitSurvivesARestart() {
    store.append(captured(aggregate, 1));
    try (Sequencer patient = start(Duration.ofHours(1))) {
      assertThat(patient).isNotNull();
      capture.send(new Watermark(aggregate, 1));
      capture.awaitConsumed();
    }
    try (Sequencer sequencer = start();
        var reader = reader(aggregate)) {
      assertThat(sequencer).isNotNull();
      assertThat(await(reader, 1)).containsExactly(event(aggregate, 1));
    }
  }

  private Sequencer start() {
    return start(Duration.ofMillis(500));
  }

  private Sequencer start(Duration grace) {
    var settings =
        new SequencerSettings(
            Duration.ofMillis(20),
            Set.of(Topics.ORDER_EVENTS.name()),
            folder.resolve("state"),
            grace,
            16);
    var gaps = new EventStoreReader(impatient, "millrace", "event_store");
    return Sequencer.start(settings, stack.kafka(), new Sequencer.Parts(gaps, waiting, registry));
  }

  private String state() {
    return waiting.report().aggregates().stream()
        .filter(each -> each.aggregateId().equals(aggregate))
        .map(WaitingAggregates.Waiting::state)
        .findFirst()
        .orElse("none");
  }

  private static TopicReader reader(UUID aggregate) {
    return new TopicReader(stack.kafka(), Topics.ORDER_EVENTS, aggregate);
  }

  private static List<EncodedEvent> await(TopicReader reader, int count) {
    return events(reader.await(read -> read.size() >= count));
  }

  private static List<EncodedEvent> events(List<ConsumerRecord<String, byte[]>> records) {
    return records.stream()
        .map(record -> EventRecords.read(record.headers(), record.value()))
        .toList();
  }

  private double count(String metric) {
    return registry.get("millrace.sequencer." + metric).counter().count();
  }

  private double filled(String cause) {
    return registry.get("millrace.sequencer.gaps.filled").tag("cause", cause).counter().count();
  }
}
