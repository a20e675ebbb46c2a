package dev.millrace.bridge.capture;

import static dev.millrace.bridge.BridgeFixtures.ORDER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.bridge.BridgeFixtures;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutboxRowTest {

  private static final FakeLogRow ROW = FakeLogRow.outbox(ORDER, 7);

  @Test
  void isTheEventThatWasStored() {
    assertThat(event(ROW)).isEqualTo(BridgeFixtures.captured(ORDER, 7));
  }

  @Test
  void withoutTopicIsNotToBePublished() {
    assertThat(event(ROW.without("topic"))).isEqualTo(BridgeFixtures.silent(ORDER, 7));
  }

  @Test
  void isNoRowOfAnotherKind() {
    assertThat(OutboxRow.of(ROW.with("entry", "event"))).isEmpty();
    assertThat(OutboxRow.of(ROW.with("entry", "command"))).isEmpty();
    assertThat(OutboxRow.of(new FakeLogRow(true, Map.of("version", 3L)))).isEmpty();
  }

  @Test
  void isNoRowThatWasUpdatedOrDeleted() {
    assertThat(OutboxRow.of(ROW.updated())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "id",
        "event_type",
        "schema_version",
        "aggregate_type",
        "aggregate_id",
        "sequence",
        "occurred_at",
        "metadata",
        "payload"
      })
  void namesTheColumnThatIsMissing(String column) {
    assertMalformed(ROW.without(column), "column " + column + " must not be null");
  }

  @ParameterizedTest
  @CsvSource({"sequence, 0", "sequence, -1", "occurred_at, 0"})
  void namesTheColumnThatIsNotPositive(String column, long value) {
    assertMalformed(
        ROW.with(column, value), "column " + column + " must be positive, got " + value);
  }

  @Test
  void namesTheSchemaVersionThatIsNotPositive() {
    assertMalformed(ROW.with("schema_version", 0), "column schema_version must be positive, got 0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "null", "[]", "{}", "{\"correlationId\":\"c\"}"})
  void namesMetadataThatIsNone(String metadata) {
    assertMalformed(
        ROW.with("metadata", metadata), "column metadata must be JSON of event metadata");
  }

  private static void assertMalformed(LogRow row, String message) {
    assertThatThrownBy(() -> event(row))
        .isInstanceOf(MalformedRowException.class)
        .hasMessage(message);
  }

  private static Object event(LogRow row) {
    return OutboxRow.of(row).orElseThrow().event();
  }
}
