package dev.millrace.bridge.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.bridge.BridgeFixtures;
import dev.millrace.bridge.BridgeStack;
import dev.millrace.bridge.TopicReader;
import dev.millrace.contract.CaptureRecords;
import dev.millrace.contract.CapturedEvent;
import dev.millrace.contract.DeadLetterHeaders;
import dev.millrace.contract.EncodedEvent;
import dev.millrace.contract.Topics;
import dev.millrace.local.LocalStackEndpoints;
import dev.millrace.local.junit.WithLocalStack;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** From rows in the database to records in the capture topic. */
@WithLocalStack
class CaptureIT {

  private static final CaptureSettings SETTINGS =
      new CaptureSettings(
          CaptureFixtures.TABLE,
          Duration.ofMillis(200),
          Duration.ofMillis(800),
          Duration.ofSeconds(3),
          4);

  private static BridgeStack stack;
  private static EventStoreWriter store;
  private SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final UUID aggregate = UUID.randomUUID();

  @BeforeAll
  static void open(LocalStackEndpoints endpoints) {
    stack = BridgeStack.open(endpoints);
    store = new EventStoreWriter(stack.session());
  }

  @AfterAll
  static void close() {
    stack.close();
  }

  @Test
  void everyOutboxRowArrivesAsItWasWrittenAndNoOtherRow() {
    List<CapturedEvent> written =
        List.of(
            BridgeFixtures.captured(aggregate, 1),
            BridgeFixtures.silent(aggregate, 2),
            BridgeFixtures.captured(aggregate, 3),
            BridgeFixtures.captured(aggregate, 4));
    store.append(written.get(0), written.get(1), written.get(2));
    store.append(written.get(3));
    try (Capture capture = start();
        TopicReader reader = new TopicReader(stack.kafka(), Topics.ORDER_CAPTURE, aggregate)) {
      List<ConsumerRecord<String, byte[]>> records =
          reader.await(read -> captured(read).containsAll(written));
      assertThat(captured(records)).containsExactlyElementsOf(written);
      assertThat(records).allSatisfy(CaptureIT::isAsCaptureRecordsAre);
      Awaitility.await().atMost(30, TimeUnit.SECONDS).until(capture::isAlive);
      assertThat(registry.get("millrace.capture.lag").gauge().value()).isBetween(0.0, 60.0);
    }
    assertThat(deadLetters()).isEmpty();
  }

  @Test
  void aRowThatIsNoEventBecomesADeadLetterAndTheRestFlows() {
    store.append(BridgeFixtures.captured(aggregate, 1));
    stack
        .session()
        .execute(
            "INSERT INTO millrace.event_store (aggregate_id, entry, sequence, id, payload)"
                + " VALUES (?, 'outbox', 2, uuid(), 'poison')",
            aggregate);
    store.append(BridgeFixtures.captured(aggregate, 2));
    assertThat(awaitCaptured(2)).containsExactlyElementsOf(events(1, 2));
    ConsumerRecord<String, byte[]> letter = deadLetters().get(0);
    assertThat(new String(letter.value(), StandardCharsets.UTF_8)).isEqualTo("poison");
    assertThat(header(letter, DeadLetterHeaders.CAUSE))
        .isEqualTo("column event_type must not be null");
    assertThat(header(letter, DeadLetterHeaders.COMPONENT)).isEqualTo("cdc-bridge/capture");
    assertThat(header(letter, DeadLetterHeaders.COORDINATES))
        .matches("millrace\\.event_store stream [0-9a-f]{32} time [0-9a-f-]{36} batch_seq_no 0");
  }

  @Test
  void aRowThatIsTooLargeBecomesADeadLetterAndTheRestFlows() {
    EncodedEvent small = BridgeFixtures.event(aggregate, 1);
    store.append(
        BridgeFixtures.captured(BridgeFixtures.withPayload(small, "\"".repeat(600 * 1024)), "t"));
    store.append(BridgeFixtures.captured(aggregate, 2));
    assertThat(awaitCaptured(1)).containsExactlyElementsOf(events(2, 2));
    ConsumerRecord<String, byte[]> letter = deadLetters().get(0);
    assertThat(letter.value()).isNull();
    assertThat(header(letter, DeadLetterHeaders.CAUSE))
        .isEqualTo("row exceeds the largest record that is sent");
  }

  @Test
  void aRestartGoesOnWhereItWasAndLosesNothing() {
    store.append(BridgeFixtures.captured(aggregate, 1));
    List<CapturedEvent> before = awaitCaptured(1);
    assertThat(before).containsOnly(BridgeFixtures.captured(aggregate, 1));
    store.append(BridgeFixtures.captured(aggregate, 2));
    // One aggregate, so one stream: what was captured again would come before what is new.
    List<CapturedEvent> after = awaitCaptured(2);
    assertThat(after.subList(0, before.size())).isEqualTo(before);
    assertThat(after.subList(before.size(), after.size()))
        .containsOnly(BridgeFixtures.captured(aggregate, 2));
  }

  @Test
  void startsOverWithoutLossWhenItsProgressIsGone() throws Exception {
    store.append(BridgeFixtures.captured(aggregate, 1));
    assertThat(awaitCaptured(1)).isNotEmpty();
    store.append(BridgeFixtures.captured(aggregate, 2));
    deleteProgress();
    stack.ensureTopics();
    try (Capture capture = start()) {
      assertThat(capture).isNotNull();
      try (var reader = new TopicReader(stack.kafka(), Topics.ORDER_CAPTURE, aggregate)) {
        List<ConsumerRecord<String, byte[]>> records =
            reader.await(read -> captured(read).containsAll(events(1, 2)));
        // The first one twice at least: the log was read from its beginning.
        assertThat(records.stream().map(CaptureIT::captured).toList())
            .endsWith(events(1, 2).get(0), events(1, 2).get(1));
      }
    }
  }

  @Test
  void goesOnWhenItsProgressIsDeletedUnderIt() throws Exception {
    try (Capture capture = start();
        var reader = new TopicReader(stack.kafka(), Topics.ORDER_CAPTURE, aggregate)) {
      awaitCapturesAll(capture);
      deleteProgress();
      Awaitility.await().atMost(60, TimeUnit.SECONDS).until(() -> !capture.isAlive());
      awaitCapturesAll(capture);
      store.append(BridgeFixtures.captured(aggregate, 1));
      reader.await(read -> captured(read).containsAll(events(1, 1)));
    }
  }

  private static void awaitCapturesAll(Capture capture) {
    Awaitility.await()
        .atMost(90, TimeUnit.SECONDS)
        .ignoreExceptions()
        .until(
            () -> {
              CaptureStatus status = capture.status();
              return capture.isAlive()
                  && status.partitionsOwned().size() == stack.kafka().partitions()
                  && status.tasks().owned() == status.tasks().total();
            });
  }

  private static void deleteProgress() throws Exception {
    try (Admin admin =
        Admin.create(Map.of("bootstrap.servers", stack.kafka().bootstrapServers()))) {
      admin.deleteTopics(List.of(Topics.BRIDGE_PROGRESS.name())).all().get();
      Awaitility.await()
          .until(() -> !admin.listTopics().names().get().contains(Topics.BRIDGE_PROGRESS.name()));
    }
  }

  /** Captures until that many different rows of the aggregate are there. */
  private List<CapturedEvent> awaitCaptured(int rows) {
    try (Capture capture = start();
        TopicReader reader = new TopicReader(stack.kafka(), Topics.ORDER_CAPTURE, aggregate)) {
      assertThat(capture).isNotNull();
      return reader.await(read -> captured(read).size() >= rows).stream()
          .map(CaptureIT::captured)
          .toList();
    }
  }

  private Capture start() {
    registry = new SimpleMeterRegistry();
    return Capture.start(
        new Capture.Settings(SETTINGS, stack.scylla(), stack.kafka()), stack.session(), registry);
  }

  private List<ConsumerRecord<String, byte[]>> deadLetters() {
    try (var reader = new TopicReader(stack.kafka(), Topics.ORDER_CAPTURE_DLQ, aggregate)) {
      return reader.readToEnd();
    }
  }

  private List<CapturedEvent> events(long first, long last) {
    return LongStream.rangeClosed(first, last)
        .mapToObj(sequence -> BridgeFixtures.captured(aggregate, sequence))
        .toList();
  }

  private static List<CapturedEvent> captured(List<ConsumerRecord<String, byte[]>> records) {
    return records.stream().map(CaptureIT::captured).distinct().toList();
  }

  private static CapturedEvent captured(ConsumerRecord<String, byte[]> record) {
    return CaptureRecords.read(record.key(), record.headers(), record.value());
  }

  private static void isAsCaptureRecordsAre(ConsumerRecord<String, byte[]> record) {
    var expected = CaptureRecords.write(captured(record));
    assertThat(record.key()).isEqualTo(expected.key());
    assertThat(record.value()).isEqualTo(expected.value());
    assertThat(record.headers().toArray()).containsExactly(expected.headers().toArray());
  }

  private static String header(ConsumerRecord<String, byte[]> record, String name) {
    return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }
}
