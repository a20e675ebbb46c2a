package dev.millrace.projection.sink;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** What the sinks of a projection do. */
public final class SinkMetrics {

  private final AtomicInteger inFlight = new AtomicInteger();
  private final Counter written;
  private final Counter retried;
  private final Counter failed;

  public SinkMetrics(MeterRegistry registry, String projection) {
    Tags tags = Tags.of("projection", projection);
    registry.gauge("millrace.sink.in.flight", tags, inFlight);
    written = registry.counter("millrace.sink.written", tags);
    retried = registry.counter("millrace.sink.retried", tags);
    failed = registry.counter("millrace.sink.failed", tags);
  }

  void started() {
    inFlight.incrementAndGet();
  }

  void finished(@Nullable Throwable error) {
    inFlight.decrementAndGet();
    (error == null ? written : failed).increment();
  }

  void retried() {
    retried.increment();
  }
}
