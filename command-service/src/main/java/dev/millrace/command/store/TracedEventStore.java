package dev.millrace.command.store;

import dev.millrace.runtime.trace.Traces;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import java.util.concurrent.CompletionStage;

/** A store whose appends are spans. */
public record TracedEventStore(EventStore store) implements ForwardingEventStore {

  /** The store itself, where nothing is traced. */
  public static EventStore of(EventStore store) {
    return Traces.isOn() ? new TracedEventStore(store) : store;
  }

  @Override
  public CompletionStage<AppendResult> append(Append append) {
    Span span = start(append);
    return store
        .append(append)
        .whenComplete(
            (result, error) -> {
              if (error == null) {
                span.setAttribute("append.result", result.getClass().getSimpleName());
              } else {
                span.setStatus(StatusCode.ERROR, error.toString());
              }
              span.end();
            });
  }

  private static Span start(Append append) {
    String parent =
        append.entries().isEmpty()
            ? null
            : append.entries().get(0).event().metadata().traceparent();
    return Traces.start("append event_store", SpanKind.CLIENT, parent)
        .setAttribute("db.system.name", "cassandra")
        .setAttribute("db.collection.name", "event_store")
        .setAttribute("append.aggregate", append.aggregateId().toString())
        .setAttribute("append.events", append.entries().size());
  }
}
