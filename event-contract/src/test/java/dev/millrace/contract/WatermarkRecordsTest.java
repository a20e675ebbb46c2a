package dev.millrace.contract;

import static dev.millrace.contract.ContractFixtures.ORDER;
import static dev.millrace.contract.ContractFixtures.encoded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Watermarks beside the events of the capture topic. */
class WatermarkRecordsTest {

  private static final Watermark WATERMARK = new Watermark(ORDER, 7);

  @Test
  void aWatermarkSurvivesItsRecord() {
    assertThat(read(CaptureRecords.write(WATERMARK))).isEqualTo(WATERMARK);
  }

  @Test
  void itsRecordHasTheKeyOfTheEventsNoValueAndTwoHeaders() {
    var record = CaptureRecords.write(WATERMARK);
    Map<String, String> headers = new TreeMap<>();
    record
        .headers()
        .forEach(h -> headers.put(h.key(), new String(h.value(), StandardCharsets.UTF_8)));
    assertThat(record.topic()).isEqualTo("order-capture");
    assertThat(record.key()).isEqualTo(ORDER.toString());
    assertThat(record.value()).isNull();
    assertThat(headers)
        .containsExactlyInAnyOrderEntriesOf(Map.of("sequence", "7", "capture", "watermark"));
  }

  @Test
  void anEventIsReadAsAnEvent() {
    var captured = new CapturedEvent(encoded(), "order-events", CapturedEvent.CDC);
    assertThat(read(CaptureRecords.write(captured))).isEqualTo(captured);
  }

  @Test
  void aWatermarkIsNoEvent() {
    var record = CaptureRecords.write(WATERMARK);
    assertThatThrownBy(() -> CaptureRecords.read(record.key(), record.headers(), record.value()))
        .isInstanceOf(MalformedRecordException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 'header sequence must be a positive number, got 0'",
    "seven, 'header sequence must be a positive number, got seven'",
    ", header sequence is missing",
  })
  void aMalformedWatermarkNamesHeaderRuleAndValue(String version, String message) {
    var record = CaptureRecords.write(WATERMARK);
    record.headers().remove("sequence");
    if (version != null) {
      record.headers().add("sequence", version.getBytes(StandardCharsets.UTF_8));
    }
    assertThatThrownBy(() -> read(record))
        .isInstanceOf(MalformedRecordException.class)
        .hasMessage(message);
  }

  @Test
  void aWatermarkNeedsAKeyThatIsAnAggregate() {
    var headers = CaptureRecords.write(WATERMARK).headers();
    assertThatThrownBy(() -> CaptureRecords.readAny(null, headers, null))
        .isInstanceOf(MalformedRecordException.class)
        .hasMessage("key must not be null");
    assertThatThrownBy(() -> CaptureRecords.readAny("order-7", headers, null))
        .isInstanceOf(MalformedRecordException.class)
        .hasMessage("key must be a UUID, got order-7");
  }

  private static CaptureRecord read(ProducerRecord<String, byte[]> record) {
    return CaptureRecords.readAny(record.key(), record.headers(), record.value());
  }
}
