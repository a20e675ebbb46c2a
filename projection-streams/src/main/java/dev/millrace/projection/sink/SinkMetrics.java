package dev.millrace.projection.sink;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** What the sinks of a projection do. */
public final class SinkMetrics {

  /** Names the build in all meters of one. */
  public static final String BUILD_TAG = "projection";

  private final MeterRegistry registry;
  private final Tags tags;
  private final AtomicInteger inFlight = new AtomicInteger();
  private final Map<String, AtomicInteger> parkedByTask = new ConcurrentHashMap<>();
  private final Counter written;
  private final Counter merged;
  private final Counter retried;
  private final Counter failed;

  public SinkMetrics(MeterRegistry registry, String projection) {
    this.registry = registry;
    tags = Tags.of(BUILD_TAG, projection);
    registry.gauge("millrace.sink.in.flight", tags, inFlight);
    written = registry.counter("millrace.sink.written", tags);
    merged = registry.counter("millrace.sink.merged", tags);
    retried = registry.counter("millrace.sink.retried", tags);
    failed = registry.counter("millrace.sink.failed", tags);
  }

  /** How many rows of a task are parked; to be set to 0 when the task leaves. */
  AtomicInteger parkedRows(String task) {
    return parkedByTask.computeIfAbsent(
        task,
        name -> {
          var rows = new AtomicInteger();
          registry.gauge("millrace.sink.parked.rows", tags.and("task", name), rows);
          return rows;
        });
  }

  void started(int rows) {
    inFlight.addAndGet(rows);
  }

  void finished(@Nullable Throwable error) {
    inFlight.decrementAndGet();
    (error == null ? written : failed).increment();
  }

  /** A row was replaced by a newer version before it was sent. */
  void merged() {
    merged.increment();
  }

  void retried() {
    retried.increment();
  }
}
