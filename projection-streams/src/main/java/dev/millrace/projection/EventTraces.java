package dev.millrace.projection;

import dev.millrace.contract.EventRecords;
import dev.millrace.projection.sink.RowFate;
import dev.millrace.runtime.trace.Traces;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of an event here, as spans under its command's. While traces are on, records within
 * a topology carry the trace of the event that they came of, and so do those of its topics.
 */
public final class EventTraces {

  private EventTraces() {}

  /** The headers of what comes of an event; and that it was folded. */
  public static Headers folded(String projection, Record<?, ?> event) {
    var headers = new RecordHeaders();
    boolean traced = Traces.areOfNow(Instant.ofEpochMilli(event.timestamp()));
    String traceparent = traced ? traceparent(event.headers()) : null;
    if (traceparent != null) {
      headers.add(EventRecords.TRACEPARENT, traceparent.getBytes(StandardCharsets.UTF_8));
      // A moment: folding takes microseconds.
      Traces.done("fold " + projection, SpanKind.CONSUMER, traceparent, Instant.now());
    }
    return headers;
  }

  /** A row is about to be written; the span ends when that is known. */
  public static RowFate writing(String table, Headers headers) {
    String traceparent = Traces.isOn() ? traceparent(headers) : null;
    if (traceparent == null) {
      return RowFate.UNWATCHED;
    }
    Span span = Traces.start("write " + table, SpanKind.CLIENT, traceparent);
    span.setAttribute("db.system.name", "cassandra");
    span.setAttribute("db.collection.name", table);
    return span.isRecording() ? error -> end(span, error) : RowFate.UNWATCHED;
  }

  private static void end(Span span, @Nullable Throwable error) {
    if (error != null) {
      span.setStatus(StatusCode.ERROR, error.toString());
    }
    span.end();
  }

  private static @Nullable String traceparent(Headers headers) {
    Header header = headers.lastHeader(EventRecords.TRACEPARENT);
    return header == null || header.value() == null
        ? null
        : new String(header.value(), StandardCharsets.UTF_8);
  }
}
