package dev.millrace.runtime.trace;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The spans of this process. Every event carries the <a
 * href="https://www.w3.org/TR/trace-context/">trace context</a> of its command as {@code
 * traceparent}; whatever becomes of the event is a span under that one, in whichever process.
 *
 * <p>For the process as a whole, as OpenTelemetry's own API is. Off, which it is until {@link
 * TraceExport} or a test turns it on, nothing is recorded, nothing is made, and a {@code
 * traceparent} is passed on as it came.
 */
public final class Traces {

  private static final String SCOPE = "dev.millrace";
  private static final String TRACEPARENT = "traceparent";
  private static final Getter GETTER = new Getter();
  private static final Duration PAST = Duration.ofHours(1);

  private static volatile @Nullable Tracer tracer;

  private Traces() {}

  /** Spans go there from now on. */
  public static void on(OpenTelemetry telemetry) {
    tracer = telemetry.getTracer(SCOPE);
  }

  /** Nothing is recorded from now on. */
  public static void off() {
    tracer = null;
  }

  public static boolean isOn() {
    return tracer != null;
  }

  /**
   * Begins a span, which the caller ends.
   *
   * @param traceparent under which it belongs; null or none of that form begins a trace
   */
  public static Span start(String name, SpanKind kind, @Nullable String traceparent) {
    return builder(name, kind, traceparent).startSpan();
  }

  /** The same, of something that began then. */
  // One more word than is usual, and none of them can be left out.
  public static Span start(String name, SpanKind kind, @Nullable String traceparent, Instant from) {
    return builder(name, kind, traceparent).setStartTimestamp(from).startSpan();
  }

  /** Whether what was on its way then is traced: a replay of the past is not, it was once. */
  public static boolean areOfNow(Instant then) {
    return isOn() && then.isAfter(Instant.now().minus(PAST));
  }

  /**
   * Something that is over: from then until now. An event without a trace has none, and one that is
   * older than an hour none any more.
   *
   * @param traceparent under which it belongs
   */
  public static void done(String name, SpanKind kind, @Nullable String traceparent, Instant from) {
    if (traceparent != null && areOfNow(from)) {
      Instant now = Instant.now();
      builder(name, kind, traceparent)
          .setStartTimestamp(from.isBefore(now) ? from : now)
          .startSpan()
          .end(now);
    }
  }

  private static SpanBuilder builder(String name, SpanKind kind, @Nullable String traceparent) {
    Tracer now = tracer;
    Tracer used = now == null ? OpenTelemetry.noop().getTracer(SCOPE) : now;
    return used.spanBuilder(name).setSpanKind(kind).setParent(context(traceparent));
  }

  private static Context context(@Nullable String traceparent) {
    return traceparent == null
        ? Context.root()
        : W3CTraceContextPropagator.getInstance().extract(Context.root(), traceparent, GETTER);
  }

  /** What makes another span one under this one. */
  public static String traceparent(Span span) {
    SpanContext context = span.getSpanContext();
    return "00-%s-%s-%s"
        .formatted(context.getTraceId(), context.getSpanId(), context.getTraceFlags().asHex());
  }

  /** A carrier with nothing but the header. */
  private static final class Getter implements TextMapGetter<String> {

    @Override
    public Iterable<String> keys(String carrier) {
      return List.of(TRACEPARENT);
    }

    @Override
    public @Nullable String get(@Nullable String carrier, String key) {
      return key.equals(TRACEPARENT) ? carrier : null;
    }
  }
}
