package dev.millrace.bridge.sequencer;

import static dev.millrace.bridge.BridgeFixtures.ORDER;
import static dev.millrace.bridge.BridgeFixtures.TRACEPARENT;
import static dev.millrace.bridge.BridgeFixtures.captured;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.contract.EventRecords;
import dev.millrace.contract.Topics;
import dev.millrace.runtime.trace.Traces;
import io.opentelemetry.sdk.testing.junit5.OpenTelemetryExtension;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** An event that is published is a span under its command's; the event itself stays as it was. */
class SequencerTracesTest {

  @RegisterExtension
  static final OpenTelemetryExtension TELEMETRY = OpenTelemetryExtension.create();

  @TempDir private Path folder;

  @BeforeEach
  void on() {
    Traces.on(TELEMETRY.getOpenTelemetry());
  }

  @AfterEach
  void off() {
    Traces.off();
  }

  @Test
  void whatIsPublishedIsASpanOnce() {
    try (var driver = new SequencerDriver(folder)) {
      driver.pipe(captured(ORDER, 1), Instant.now());
      driver.pipe(captured(ORDER, 1), Instant.now());
      assertThat(TELEMETRY.getSpans())
          .singleElement()
          .satisfies(
              span -> {
                assertThat(span.getName()).isEqualTo("publish order-events from cdc");
                assertThat(TRACEPARENT).contains(span.getTraceId(), span.getParentSpanId());
              });
      assertThat(driver.read(Topics.ORDER_EVENTS.name()))
          .extracting(SequencerTracesTest::traceparent)
          .containsExactly(TRACEPARENT);
    }
  }

  @Test
  void aReplayOfThePastIsNotTraced() {
    try (var driver = new SequencerDriver(folder)) {
      driver.pipe(captured(ORDER, 1), Instant.now().minusSeconds(4_000));
      assertThat(TELEMETRY.getSpans()).extracting(SpanData::getName).isEmpty();
    }
  }

  @Test
  void offNothingIsRecorded() {
    Traces.off();
    try (var driver = new SequencerDriver(folder)) {
      driver.pipe(captured(ORDER, 1), Instant.now());
      assertThat(TELEMETRY.getSpans()).extracting(SpanData::getName).isEmpty();
    }
  }

  private static String traceparent(TestRecord<?, ?> record) {
    byte[] value = record.headers().lastHeader(EventRecords.TRACEPARENT).value();
    return new String(value, StandardCharsets.UTF_8);
  }
}
