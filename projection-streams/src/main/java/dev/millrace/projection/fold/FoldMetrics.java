package dev.millrace.projection.fold;

import dev.millrace.projection.sink.SinkMetrics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What a projection made of its records. Counts what was processed: a record that is processed
 * again after a failure counts again.
 */
public final class FoldMetrics {

  private final MeterRegistry registry;
  private final Tags tags;
  private final Counter folded;
  private final Counter duplicates;
  private final Counter deadLetters;
  private final Counter parkedRecords;
  private final Counter redriven;
  private final Map<String, AtomicInteger> parkedByTask = new ConcurrentHashMap<>();

  public FoldMetrics(MeterRegistry registry, String projection) {
    this.registry = registry;
    tags = Tags.of(SinkMetrics.BUILD_TAG, projection);
    folded = registry.counter("millrace.projection.folded", tags);
    duplicates = registry.counter("millrace.projection.duplicates", tags);
    deadLetters = registry.counter("millrace.projection.dead.letters", tags);
    parkedRecords = registry.counter("millrace.projection.parked", tags);
    redriven = registry.counter("millrace.projection.redriven", tags);
  }

  Counter folded() {
    return folded;
  }

  Counter duplicates() {
    return duplicates;
  }

  Counter deadLetters() {
    return deadLetters;
  }

  Counter parkedRecords() {
    return parkedRecords;
  }

  Counter redriven() {
    return redriven;
  }

  /**
   * How many aggregates of a task are parked; to be set to 0 when the task leaves. One per task,
   * for a task may come back before its last stay here has ended.
   */
  AtomicInteger parkedAggregates(String task) {
    return parkedByTask.computeIfAbsent(
        task,
        name -> {
          var aggregates = new AtomicInteger();
          registry.gauge(
              "millrace.projection.parked.aggregates", tags.and("task", name), aggregates);
          return aggregates;
        });
  }

  /** Events that were folded or dropped. */
  public double processed() {
    return folded.count() + duplicates.count();
  }
}
