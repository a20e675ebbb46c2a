package dev.millrace.projection;

import static dev.millrace.projection.EventFixtures.CONFIRMED;
import static dev.millrace.projection.EventFixtures.CREATED;
import static dev.millrace.projection.EventFixtures.ORDER;
import static dev.millrace.projection.EventFixtures.OTHER_ORDER;
import static dev.millrace.projection.EventFixtures.bytes;
import static dev.millrace.projection.EventFixtures.life;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.contract.DeadLetterHeaders;
import dev.millrace.contract.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every projection makes of records, good and bad; each joins with a subclass. */
abstract class ProjectionContract {

  final MeterRegistry registry = new SimpleMeterRegistry();
  @TempDir Path state;
  ProjectionDriver driver;

  abstract Projection projection();

  /** All rows that it has written so far, in order, comparable. */
  abstract List<?> rows();

  static Stream<Poison> poisons() {
    return Poison.ofEveryKind();
  }

  @BeforeEach
  void start() {
    driver = ProjectionDriver.of(projection(), state);
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

  @ParameterizedTest
  @MethodSource("poisons")
  void poisonIsADeadLetterAndOthersFlow(Poison poison) {
    driver.pipe(poison.record());
    assertThat(rows()).isEmpty();
    assertThat(driver.producedTopics()).containsExactly(Topics.PROJECTION_DLQ.name());
    Letter letter = assertThat(driver.deadLetters()).singleElement().actual();
    assertThat(letter.cause()).startsWith(poison.cause());
    assertThat(letter.coordinates()).isEqualTo("order-events-0@0");
    assertThat(letter.component()).isEqualTo(projection().name());
    assertThat(count("dead.letters")).isEqualTo(1);

    driver.pipe(life(OTHER_ORDER, CREATED));
    assertThat(rows()).isNotEmpty();
    assertThat(driver.deadLetters()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("poisons")
  void aDeadLetterIsTheWholeRecordAndThreeHeaders(Poison poison) {
    driver.pipe(poison.record());
    Letter letter = driver.deadLetters().get(0);
    assertThat(letter.key()).isEqualTo(Letter.text(poison.record().key()));
    assertThat(letter.value()).isEqualTo(Letter.text(poison.record().value()));
    assertThat(letter.time().toEpochMilli()).isEqualTo(poison.record().timestamp());
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
  void anOrderWithAHoleWaitsForTheMissingEvent() {
    driver.pipe(life(ORDER, CREATED));
    driver.pipe(EventFixtures.record(ORDER, 3, EventFixtures.SHIPPED));
    int rowsBeforeTheHole = rows().size();
    assertThat(driver.deadLetters())
        .extracting(Letter::cause)
        .containsExactly(
            "expected sequence 2, got 3: an earlier event of the aggregate is missing or was"
                + " dead-lettered");
    driver.pipe(EventFixtures.record(ORDER, 2, CONFIRMED));
    driver.pipe(EventFixtures.record(ORDER, 3, EventFixtures.SHIPPED));
    assertThat(rows().size()).isGreaterThan(rowsBeforeTheHole);
    assertThat(driver.deadLetters()).isEmpty();
    assertThat(count("folded")).isEqualTo(3);
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
    assertThat(ProjectionDriver.describe(projection(), state).strip()).isEqualTo(golden());
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
