package dev.millrace.contract;

import static dev.millrace.contract.ContractFixtures.encoded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The records of both topics: round trips, the exact headers, and errors that name what is wrong.
 */
class RecordsTest {

  @Test
  void aCapturedEventSurvivesItsRecord() {
    var captured = new CapturedEvent(encoded(), "order-events", CapturedEvent.CDC);
    assertThat(roundTrip(captured)).isEqualTo(captured);
  }

  @Test
  void anEventThatIsNotPublishedHasNoTopic() {
    var captured = new CapturedEvent(encoded(), null, CapturedEvent.CDC);
    assertThat(roundTrip(captured)).isEqualTo(captured);
  }

  @Test
  void metadataMayBeMinimal() {
    EncodedEvent e = encoded();
    var bare = new EventMetadata("c", ContractFixtures.COMMAND, null, null, Map.of());
    var event =
        new EncodedEvent(
            e.id(), e.type(), e.schemaVersion(), e.aggregate(), 1, e.occurredAt(), bare, "{}");
    var captured = new CapturedEvent(event, "order-events", CapturedEvent.CDC);
    assertThat(roundTrip(captured)).isEqualTo(captured);
    Headers headers = new RecordHeaders();
    EventRecords.writeHeaders(event, headers);
    assertThat(EventRecords.read(headers, "{}".getBytes(StandardCharsets.UTF_8))).isEqualTo(event);
  }

  @Test
  void eventRecordsAreCloudEvents() {
    Headers headers = new RecordHeaders();
    EventRecords.writeHeaders(encoded(), headers);
    Map<String, String> texts = new TreeMap<>();
    headers.forEach(h -> texts.put(h.key(), new String(h.value(), StandardCharsets.UTF_8)));
    assertThat(texts)
        .containsExactlyInAnyOrderEntriesOf(
            Map.ofEntries(
                Map.entry("ce_specversion", "1.0"),
                Map.entry("ce_id", "3f2e1d0c-9b8a-4765-a432-10fedcba9876"),
                Map.entry("ce_type", "order.created"),
                Map.entry("ce_source", "/millrace/order"),
                Map.entry("ce_subject", "0b5a4c2e-0c7e-4a8e-9d4b-6a3f2c1d0e9f"),
                Map.entry("ce_time", "2026-11-23T12:00:00.125Z"),
                Map.entry("ce_sequence", "1"),
                Map.entry("content-type", "application/json"),
                Map.entry("schema_version", "1"),
                Map.entry("correlation_id", "conversation-1"),
                Map.entry("causation_id", "a1b2c3d4-e5f6-4789-8abc-def012345678"),
                Map.entry("user_id", "user-7"),
                Map.entry("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"),
                Map.entry("meta_channel", "web"),
                Map.entry("meta_größe", "xl")));
  }

  @Test
  void anEventSurvivesItsRecord() {
    Headers headers = new RecordHeaders();
    EventRecords.writeHeaders(encoded(), headers);
    byte[] value = encoded().payload().getBytes(StandardCharsets.UTF_8);
    assertThat(EventRecords.read(headers, value)).isEqualTo(encoded());
  }

  @ParameterizedTest
  @CsvSource({
    "id, nonsense, header id must be a UUID",
    "id, 1-1-1-1-1, header id must be a UUID",
    "event_type, , header event_type is missing",
    "sequence, 0, 'header sequence must be a positive number, got 0'",
    "sequence, one, 'header sequence must be a positive number, got one'",
    "schema_version, -1, header schema_version must be a positive number",
    "schema_version, 4294967296, header schema_version must be",
    "occurred_at, yesterday, header occurred_at must be a positive number",
    "metadata, {, header metadata must be JSON of event metadata",
    "metadata, '{}', header metadata must be JSON of event metadata",
    "metadata, null, header metadata must be JSON of event metadata",
  })
  void aMalformedCaptureRecordNamesHeaderRuleAndValue(String header, String value, String message) {
    var record = CaptureRecords.write(new CapturedEvent(encoded(), "t", CapturedEvent.CDC));
    record.headers().remove(header);
    if (value != null) {
      record.headers().add(header, value.getBytes(StandardCharsets.UTF_8));
    }
    assertThatThrownBy(() -> read(record))
        .isInstanceOf(MalformedRecordException.class)
        .hasMessageStartingWith(message);
  }

  @ParameterizedTest
  @CsvSource({
    "ce_id, x, header ce_id must be a UUID",
    "ce_source, elsewhere, header ce_source must start with /millrace/",
    "ce_time, noon, header ce_time must be an RFC 3339 time",
    "ce_time, +999999999-01-01T00:00:00Z, header ce_time must be an RFC 3339 time",
    "ce_time, -0001-01-01T00:00:00Z, header ce_time must be an RFC 3339 time",
    "ce_sequence, -3, header ce_sequence must be a positive number",
    "correlation_id, , header correlation_id is missing",
  })
  void aMalformedEventRecordNamesHeaderRuleAndValue(String header, String value, String message) {
    Headers headers = new RecordHeaders();
    EventRecords.writeHeaders(encoded(), headers);
    headers.remove(header);
    if (value != null) {
      headers.add(header, value.getBytes(StandardCharsets.UTF_8));
    }
    assertThatThrownBy(() -> EventRecords.read(headers, new byte[0]))
        .isInstanceOf(MalformedRecordException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void anAttributeWithoutValueIsNamed() {
    Headers headers = new RecordHeaders();
    EventRecords.writeHeaders(encoded(), headers);
    headers.add("meta_channel", null);
    assertThatThrownBy(() -> EventRecords.read(headers, new byte[0]))
        .isInstanceOf(MalformedRecordException.class)
        .hasMessage("header meta_channel must not be null");
  }

  @Test
  void aTombstoneIsNoEvent() {
    assertThatThrownBy(() -> EventRecords.read(new RecordHeaders(), null))
        .isInstanceOf(MalformedRecordException.class);
    assertThatThrownBy(() -> CaptureRecords.read("k", new RecordHeaders(), null))
        .isInstanceOf(MalformedRecordException.class);
  }

  private static CapturedEvent roundTrip(CapturedEvent captured) {
    return read(CaptureRecords.write(captured));
  }

  private static CapturedEvent read(ProducerRecord<String, byte[]> record) {
    return CaptureRecords.read(record.key(), record.headers(), record.value());
  }
}
