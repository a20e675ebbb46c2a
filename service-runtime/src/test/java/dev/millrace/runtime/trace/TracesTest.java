package dev.millrace.runtime.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.testing.junit5.OpenTelemetryExtension;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is recorded, and under what. */
class TracesTest {

  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String PARENT = "00-" + TRACE + "-00f067aa0ba902b7-01";
  private static final String UNSAMPLED = "00-" + TRACE + "-00f067aa0ba902b7-00";

  @RegisterExtension
  static final OpenTelemetryExtension TELEMETRY = OpenTelemetryExtension.create();

  @BeforeEach
  void on() {
    Traces.on(TELEMETRY.getOpenTelemetry());
  }

  @AfterEach
  void off() {
    Traces.off();
  }

  @Test
  void aSpanIsUnderItsParentAndCanBeOne() {
    Span span = Traces.start("outer", SpanKind.SERVER, PARENT);
    Instant from = Instant.now().minusSeconds(2);
    Traces.done("inner", SpanKind.PRODUCER, Traces.traceparent(span), from);
    span.end();
    assertThat(TELEMETRY.getSpans())
        .extracting(SpanData::getName)
        .containsExactly("inner", "outer");
    SpanData inner = TELEMETRY.getSpans().get(0);
    SpanData outer = TELEMETRY.getSpans().get(1);
    assertThat(outer.getTraceId()).isEqualTo(TRACE);
    assertThat(outer.getParentSpanId()).isEqualTo("00f067aa0ba902b7");
    assertThat(inner.getTraceId()).isEqualTo(TRACE);
    assertThat(inner.getParentSpanId()).isEqualTo(outer.getSpanId());
    assertThat(TimeUnit.NANOSECONDS.toMillis(inner.getEndEpochNanos() - inner.getStartEpochNanos()))
        .isGreaterThanOrEqualTo(2_000);
  }

  @Test
  void withoutParentASpanBeginsATraceAndAnEventWithoutTraceHasNoSpan() {
    Traces.start("root", SpanKind.SERVER, null).end();
    Traces.start("root", SpanKind.SERVER, "nonsense").end();
    Traces.done("nothing", SpanKind.PRODUCER, null, Instant.now());
    assertThat(TELEMETRY.getSpans())
        .hasSize(2)
        .allMatch(span -> !span.getParentSpanContext().isValid());
  }

  @Test
  void whatTheClientDoesNotSampleIsNotRecordedAndKeepsItsTrace() {
    Span span = Traces.start("outer", SpanKind.SERVER, UNSAMPLED);
    span.end();
    assertThat(Traces.traceparent(span)).startsWith("00-" + TRACE).endsWith("-00");
    assertThat(TELEMETRY.getSpans()).isEmpty();
  }

  @Test
  void thePastIsNotTracedAgain() {
    Instant past = Instant.now().minusSeconds(3_700);
    Traces.done("replayed", SpanKind.PRODUCER, PARENT, past);
    assertThat(Traces.areOfNow(past)).isFalse();
    assertThat(TELEMETRY.getSpans()).isEmpty();
  }

  @Test
  void offNothingIsRecorded() {
    Traces.off();
    Traces.start("outer", SpanKind.SERVER, PARENT).end();
    Traces.done("inner", SpanKind.PRODUCER, PARENT, Instant.now());
    assertThat(TELEMETRY.getSpans()).isEmpty();
  }
}
