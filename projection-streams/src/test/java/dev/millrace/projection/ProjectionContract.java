package dev.millrace.projection;

import static dev.millrace.projection.EventFixtures.CONFIRMED;
import static dev.millrace.projection.EventFixtures.CREATED;
import static dev.millrace.projection.EventFixtures.ORDER;
import static dev.millrace.projection.EventFixtures.OTHER_ORDER;
import static dev.millrace.projection.EventFixtures.bytes;
import static dev.millrace.projection.EventFixtures.life;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.millrace.contract.DeadLetterHeaders;
import dev.millrace.contract.EventRecords;
import dev.millrace.contract.Topics;
import dev.millrace.projection.parking.ParkedAggregate;
import dev.millrace.projection.parking.ParkedEvents;
import dev.millrace.projection.sink.RecordingSinks;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every projection makes of records, good and bad; each joins with a subclass. */
abstract class ProjectionContract extends ProjectionMischiefContract {

  final MeterRegistry registry = new SimpleMeterRegistry();
  final RecordingSinks sinks = new RecordingSinks();
  ProjectionDriver driver;

  /** All rows that it has written so far, in order, comparable. */
  abstract List<?> rows();

  static Stream<Poison> withoutPlace() {
    return Poison.ofEveryKind().filter(poison -> !poison.placed());
  }

  static Stream<Poison> withPlace() {
    return Poison.ofEveryKind().filter(Poison::placed);
  }

  @BeforeEach
  void start() {
    driver = ProjectionDriver.of(projection(), sinks, registry);
  }

  @AfterEach
  void stop() {
    driver.close();
  }

  @Test
  void aDuplicateChangesNothing() {
    driver.pipe(life(ORDER, CREATED, CONFIRMED));
    List<?> before = new ArrayList<>(rows());
    driver.views();
    driver.pipe(life(ORDER, CREATED, CONFIRMED));
    assertThat(rows()).hasSameSizeAs(before);
    assertThat(driver.views()).isEmpty();
    assertThat(driver.deadLetters()).isEmpty();
    assertThat(count("folded")).isEqualTo(2);
    assertThat(count("duplicates")).isEqualTo(2);
  }

  @Test
  void timesOneRowOfEachEventOfTheLastHour() {
    driver.pipe(life(OTHER_ORDER, CREATED));
    var now = EventFixtures.record(ORDER, 1, CREATED);
    now.headers().remove(EventRecords.TIME).add(EventRecords.TIME, bytes(Instant.now().toString()));
    driver.pipe(now);
    assertThat(rows()).hasSizeGreaterThanOrEqualTo(2);
    assertThat(registry.get("millrace.projection.latency").timer().count()).isEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("withoutPlace")
  void aRecordThatBelongsNowhereIsADeadLetterAndOthersFlow(Poison poison) {
    driver.pipe(poison.record());
    assertThat(rows()).isEmpty();
    assertThat(driver.producedTopics()).containsExactly(Topics.PROJECTION_DLQ.name());
    Letter letter = assertThat(driver.deadLetters()).singleElement().actual();
    requireWhole(letter, poison);
    assertThat(letter.key()).isEqualTo(Letter.text(poison.record().key()));
    assertThat(letter.time().toEpochMilli()).isEqualTo(poison.record().timestamp());
    assertThat(count("dead.letters")).isEqualTo(1);

    driver.pipe(life(ORDER, CREATED));
    assertThat(rows()).isNotEmpty();
    assertThat(driver.deadLetters()).isEmpty();
    assertThat(parked()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("withPlace")
  void poisonIsParkedWithWhatComesAfterItInOrderAndOthersFlow(Poison poison) {
    driver.pipe(poison.record());
    driver.pipe(EventFixtures.record(ORDER, 4, EventFixtures.DELIVERED));
    driver.pipe(EventFixtures.record(ORDER, 3, EventFixtures.SHIPPED));
    assertThat(rows()).isEmpty();
    List<Letter> waiting = parked();
    assertThat(waiting).extracting(Letter::key).containsExactly(at(sequence(poison)), at(4), at(3));
    requireWhole(waiting.get(0), poison);
    assertThat(waiting.get(1).cause()).startsWith("expected sequence 1, got 4");
    assertThat(parkedAggregates()).isEqualTo(1);
    assertThat(driver.deadLetters()).isEmpty();

    driver.pipe(life(OTHER_ORDER, CREATED));
    assertThat(rows()).isNotEmpty();
    assertThat(parked()).isEmpty();
  }

  private static long sequence(Poison poison) {
    return poison.name().equals("hole") ? 2 : 1;
  }

  /** The record as it came, with three headers more. */
  private void requireWhole(Letter letter, Poison poison) {
    assertThat(letter.cause()).startsWith(poison.cause());
    assertThat(letter.coordinates()).isEqualTo("order-events-0@0");
    assertThat(letter.component()).isEqualTo(projection().name());
    // Where null says that nothing is parked any more, nothing stands for it.
    String value = poison.record().value() == null ? null : Letter.text(poison.record().value());
    assertThat(letter.value()).isEqualTo(poison.placed() && value == null ? "" : value);
    Map<String, String> headers = new TreeMap<>(letter.headers());
    List.of(DeadLetterHeaders.COMPONENT, DeadLetterHeaders.CAUSE, DeadLetterHeaders.COORDINATES)
        .forEach(headers::remove);
    Map<String, String> own = new TreeMap<>();
    for (Header header : poison.record().headers()) {
      own.put(header.key(), Letter.text(header.value()));
    }
    assertThat(headers).isEqualTo(own);
  }

  @Test
  void aParkedOrderGoesOnOfItselfWhenTheMissingEventComes() {
    driver.pipe(life(ORDER, CREATED));
    driver.pipe(EventFixtures.record(ORDER, 4, EventFixtures.DELIVERED));
    driver.pipe(EventFixtures.record(ORDER, 3, EventFixtures.SHIPPED));
    int rowsBeforeTheHole = rows().size();
    assertThat(parked()).extracting(Letter::key).containsExactly(at(4), at(3));
    driver.pipe(EventFixtures.record(ORDER, 2, CONFIRMED));
    assertThat(parked())
        .extracting(Letter::key, Letter::value)
        .containsExactly(tuple(at(3), null), tuple(at(4), null));
    assertThat(rows().size()).isEqualTo(rowsBeforeTheHole * 4);
    assertThat(parkedAggregates()).isZero();
    assertThat(count("folded")).isEqualTo(4);
    assertThat(count("redriven")).isEqualTo(2);
  }

  @Test
  void aRedriveFoldsWhatCodeOfTodayCanFold() {
    driver.pipe(
        Poison.ofEveryKind()
            .filter(p -> p.name().equals("no JSON"))
            .findFirst()
            .orElseThrow()
            .record());
    driver.pipe(EventFixtures.record(ORDER, 2, CONFIRMED));
    parked();
    driver.redrive(UUID.randomUUID().toString());
    assertThat(parked()).as("another aggregate was asked for").isEmpty();
    driver.redrive(ORDER.toString());
    assertThat(parked()).as("tried in vain: nothing new to say").isEmpty();
    assertThat(parkedAggregates()).isEqualTo(1);
    assertThat(rows()).isEmpty();
    // What the code cannot read can be published anew.
    driver.pipe(life(ORDER, CREATED));
    assertThat(parked()).extracting(Letter::value).containsExactly(null, null);
    assertThat(rows()).isNotEmpty();
    assertThat(parkedAggregates()).isZero();
  }

  @Test
  void whatIsParkedIsListedWithWhatARedriveWouldDo() {
    driver.pipe(life(ORDER, CREATED));
    driver.pipe(EventFixtures.record(ORDER, 3, EventFixtures.SHIPPED));
    assertThat(driver.listParked())
        .containsExactly(
            new ParkedAggregate(
                ORDER.toString(),
                3,
                1,
                "expected sequence 2, got 3: an earlier event is parked or has not come",
                0,
                "event 2 has not come"));
  }

  private List<Letter> parked() {
    return driver.parked();
  }

  private double parkedAggregates() {
    return registry.get("millrace.projection.parked.aggregates").gauge().value();
  }

  private static String at(long sequence) {
    return ParkedEvents.key(ORDER.toString(), sequence);
  }

  // A dead letter that is too large for its topic would stop the projection.
  @Test
  void theCauseOfADeadLetterIsNotMuchLongerThanTheRule() {
    driver.pipe(EventFixtures.record(bytes("k".repeat(100_000)), bytes("x"), 1));
    var event = EventFixtures.record(ORDER, 1, CREATED);
    driver.pipe(withKey(event, "k".repeat(100_000)));
    assertThat(driver.deadLetters())
        .hasSize(2)
        .allSatisfy(letter -> assertThat(letter.cause().length()).isLessThan(600));
  }

  private static ProducerRecord<byte[], byte[]> withKey(
      ProducerRecord<byte[], byte[]> record, String key) {
    var changed = EventFixtures.record(bytes(key), record.value(), 1);
    record.headers().forEach(changed.headers()::add);
    return changed;
  }

  @Test
  void theTopologyIsAsItWas() throws IOException {
    assertThat(ProjectionDriver.describe(projection()).strip()).isEqualTo(golden());
  }

  private String golden() throws IOException {
    String name = "/topology/" + projection().name() + ".txt";
    try (InputStream in = ProjectionContract.class.getResourceAsStream(name)) {
      assertThat(in).as("golden file %s", name).isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    }
  }

  double count(String what) {
    return registry
        .counter("millrace.projection." + what, "projection", projection().name())
        .count();
  }
}
