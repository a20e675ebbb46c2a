package dev.millrace.bridge.audit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the auditor shows of itself. */
final class AuditorMetrics {

  private final MeterRegistry registry;
  private final String table;
  private final Counter watermarks;
  private final Counter failures;

  AuditorMetrics(MeterRegistry registry, String table) {
    this.registry = registry;
    this.table = table;
    watermarks = counter("watermarks", "Aggregates whose version was sent to the sequencer");
    failures = counter("failures", "Segments whose rest has to be audited again");
  }

  private Counter counter(String name, String description) {
    return Counter.builder("millrace.auditor." + name)
        .description(description)
        .tag("table", table)
        .register(registry);
  }

  void show(Supplier<AuditPosition> position, Clock clock) {
    gauge("walk.position", () -> walkPosition(position.get()))
        .description("How much of the event store the current walk has behind it, from 0 to 1")
        .register(registry);
    gauge("walk.age", () -> walkAge(position.get(), clock))
        .description("How long ago the current walk began")
        .baseUnit("seconds")
        .register(registry);
    gauge("last.walk", () -> position.get().seconds())
        .description("How long the last whole walk took")
        .baseUnit("seconds")
        .register(registry);
    gauge("last.walk.age", () -> age(position.get().finished(), clock))
        .description("How long ago the last whole walk ended")
        .baseUnit("seconds")
        .register(registry);
  }

  private Gauge.Builder<Supplier<Number>> gauge(String name, Supplier<Number> value) {
    return Gauge.builder("millrace.auditor." + name, value).tag("table", table);
  }

  private static double walkPosition(AuditPosition position) {
    return position.started() == null ? Double.NaN : Segment.fraction(position.token());
  }

  private static double walkAge(AuditPosition position, Clock clock) {
    return position.underWay() ? age(position.started(), clock) : 0;
  }

  /** NaN if there is nothing that could be old. */
  private static double age(@Nullable Instant since, Clock clock) {
    return since == null ? Double.NaN : Duration.between(since, clock.instant()).toMillis() / 1e3;
  }

  void sent(int count) {
    watermarks.increment(count);
  }

  void failure() {
    failures.increment();
  }
}
