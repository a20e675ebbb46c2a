package dev.millrace.bridge.sequencer;

import static dev.millrace.bridge.BridgeFixtures.ORDER;
import static dev.millrace.bridge.BridgeFixtures.captured;
import static dev.millrace.bridge.BridgeFixtures.event;
import static dev.millrace.bridge.BridgeFixtures.silent;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.bridge.BridgeFixtures;
import dev.millrace.contract.CaptureRecords;
import dev.millrace.contract.CapturedEvent;
import dev.millrace.contract.DeadLetterHeaders;
import dev.millrace.contract.EventRecords;
import dev.millrace.contract.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What comes out of the sequencer, and that nothing else does. */
class SequencerTopologyTest {

  private static final String EVENTS = Topics.ORDER_EVENTS.name();
  private static final String DEAD_LETTERS = Topics.ORDER_CAPTURE_DLQ.name();
  private static final UUID OTHER = UUID.fromString("7d9f3b1a-2c4e-4f6a-8b0c-1d2e3f4a5b6c");

  @TempDir private Path folder;
  private SequencerDriver driver;

  @BeforeEach
  void open() {
    driver = new SequencerDriver(folder);
  }

  @AfterEach
  void close() {
    driver.close();
  }

  @Test
  void restoresTheOrderOfEachAggregate() {
    driver.pipe(captured(ORDER, 3));
    driver.pipe(captured(OTHER, 2));
    driver.pipe(captured(ORDER, 1));
    driver.pipe(captured(OTHER, 1));
    assertThat(driver.parkedNow()).isEqualTo(1);
    driver.pipe(captured(ORDER, 2));
    assertThat(driver.read(EVENTS))
        .extracting(SequencerTopologyTest::keyAndSequence)
        .containsExactly(ORDER + " 1", OTHER + " 1", OTHER + " 2", ORDER + " 2", ORDER + " 3");
    assertThat(driver.parkedNow()).isZero();
    assertNoDeadLetters();
  }

  @Test
  void dropsWhatComesAgain() {
    driver.pipe(captured(ORDER, 1));
    driver.pipe(captured(ORDER, 1));
    driver.pipe(captured(ORDER, 3));
    driver.pipe(captured(ORDER, 3));
    driver.pipe(captured(ORDER, 2));
    driver.pipe(captured(ORDER, 3));
    assertThat(driver.read(EVENTS))
        .extracting(SequencerTopologyTest::keyAndSequence)
        .containsExactly(ORDER + " 1", ORDER + " 2", ORDER + " 3");
    assertThat(driver.count("duplicates")).isEqualTo(3);
    assertThat(driver.count("emitted")).isEqualTo(3);
    assertNoDeadLetters();
  }

  @Test
  void timesWhatIsPublishedAndIsOfTheLastHour() {
    driver.pipe(captured(BridgeFixtures.occurred(event(ORDER, 1), Instant.now()), EVENTS));
    driver.pipe(captured(event(ORDER, 2), EVENTS));
    driver.pipe(silent(OTHER, 1));
    assertThat(driver.read(EVENTS)).hasSize(2);
    assertThat(driver.latencies()).isEqualTo(1);
  }

  @Test
  void publishesTheWholeEventAsACloudEvent() {
    driver.pipe(captured(ORDER, 1));
    TestRecord<byte[], byte[]> record = only(driver.read(EVENTS));
    var expected = new RecordHeaders();
    EventRecords.writeHeaders(event(ORDER, 1), expected);
    assertThat(texts(record.headers())).isEqualTo(texts(expected)).hasSize(14);
    assertThat(EventRecords.read(record.headers(), record.value())).isEqualTo(event(ORDER, 1));
    assertThat(text(record.key())).isEqualTo(ORDER.toString());
  }

  @Test
  void aParkedEventIsPublishedAsItCame() {
    driver.pipe(captured(ORDER, 2));
    driver.pipe(captured(ORDER, 1));
    TestRecord<byte[], byte[]> second = driver.read(EVENTS).get(1);
    assertThat(EventRecords.read(second.headers(), second.value())).isEqualTo(event(ORDER, 2));
  }

  @Test
  void countsAnEventWithoutTopicInSilence() {
    driver.pipe(silent(ORDER, 3));
    driver.pipe(silent(ORDER, 1));
    driver.pipe(captured(ORDER, 2));
    assertThat(driver.read(EVENTS))
        .extracting(SequencerTopologyTest::keyAndSequence)
        .containsExactly(ORDER + " 2");
    assertThat(driver.head(ORDER)).isEqualTo(3);
    assertNoDeadLetters();
  }

  @Test
  void deadLettersAnEventWhoseTopicIsNotAllowedAndWaitsForItsReturn() {
    CapturedEvent forbidden = captured(event(ORDER, 1), "payroll");
    driver.pipe(forbidden);
    driver.pipe(captured(ORDER, 2));
    assertThat(driver.read(EVENTS)).isEmpty();
    TestRecord<byte[], byte[]> letter = only(driver.read(DEAD_LETTERS));
    assertThat(CaptureRecords.read(text(letter.key()), letter.headers(), letter.value()))
        .isEqualTo(forbidden);
    assertThat(texts(letter.headers()))
        .containsEntry(DeadLetterHeaders.CAUSE, "topic payroll is not in sequencer.topics");
    driver.pipe(captured(ORDER, 1));
    assertThat(driver.read(EVENTS))
        .extracting(SequencerTopologyTest::keyAndSequence)
        .containsExactly(ORDER + " 1", ORDER + " 2");
  }

  @Test
  void deadLettersARecordThatIsNoEventAndGoesOn() {
    driver.pipe(captured(ORDER, 1));
    byte[] poison = {'p', (byte) 0xff, 0};
    var headers = new RecordHeaders();
    headers.add("id", "nonsense".getBytes(StandardCharsets.UTF_8));
    driver.pipe(ORDER.toString(), headers, poison);
    driver.pipe(captured(ORDER, 2));
    assertThat(driver.read(EVENTS)).hasSize(2);
    TestRecord<byte[], byte[]> letter = only(driver.read(DEAD_LETTERS));
    assertThat(letter.value()).isEqualTo(poison);
    assertThat(text(letter.key())).isEqualTo(ORDER.toString());
    assertThat(texts(letter.headers()))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "id",
                "nonsense",
                DeadLetterHeaders.COMPONENT,
                "cdc-bridge/sequencer",
                DeadLetterHeaders.CAUSE,
                "header id must be a UUID, got nonsense",
                DeadLetterHeaders.COORDINATES,
                "order-capture-0@1"));
    assertThat(driver.count("dead.letters")).isEqualTo(1);
  }

  private void assertNoDeadLetters() {
    assertThat(driver.producedTopics())
        .contains(EVENTS)
        .isSubsetOf(
            EVENTS,
            "order-sequencer-sequence-heads-changelog",
            "order-sequencer-parked-events-changelog",
            "order-sequencer-awaited-versions-changelog");
  }

  private static TestRecord<byte[], byte[]> only(List<TestRecord<byte[], byte[]>> records) {
    assertThat(records).hasSize(1);
    return records.get(0);
  }

  private static String keyAndSequence(TestRecord<byte[], byte[]> record) {
    return text(record.key()) + " " + texts(record.headers()).get(EventRecords.SEQUENCE);
  }

  private static Map<String, String> texts(Headers headers) {
    Map<String, String> texts = new HashMap<>();
    headers.forEach(header -> texts.put(header.key(), text(header.value())));
    return texts;
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
