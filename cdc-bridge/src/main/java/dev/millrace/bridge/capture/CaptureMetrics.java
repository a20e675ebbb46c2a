package dev.millrace.bridge.capture;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.function.Supplier;

/** What capture counts. */
final class CaptureMetrics {

  private final MeterRegistry registry;
  private final String table;
  private final Counter captured;
  private final Counter deadLetters;
  private final Counter failures;
  private final Timer windows;

  CaptureMetrics(MeterRegistry registry, String table) {
    this.registry = registry;
    this.table = table;
    this.captured = counter("millrace.capture.rows", "Outbox rows sent to the capture topic");
    this.deadLetters = counter("millrace.capture.dead.letters", "Outbox rows that are no events");
    this.failures = counter("millrace.capture.failures", "Windows that have to be read again");
    this.windows =
        Timer.builder("millrace.capture.windows")
            .description("Windows read, every row acknowledged")
            .tag("table", table)
            .register(registry);
  }

  private Counter counter(String name, String description) {
    return Counter.builder(name).description(description).tag("table", table).register(registry);
  }

  /** Shows how far capture is behind the clock, in seconds. */
  void showLag(Supplier<Number> seconds) {
    Gauge.builder("millrace.capture.lag", seconds)
        .description("Age of the oldest time that is not captured yet")
        .baseUnit("seconds")
        .tag("table", table)
        .register(registry);
  }

  /** Shows how long unread rows have to live, in seconds. */
  void showLossHorizon(Supplier<Number> seconds) {
    Gauge.builder("millrace.capture.loss.horizon", seconds)
        .description("Time until unread CDC rows expire, of the task that is furthest behind")
        .baseUnit("seconds")
        .tag("table", table)
        .register(registry);
  }

  /** Shows how many tasks this instance captures. */
  void showTasks(Supplier<Number> owned) {
    Gauge.builder("millrace.capture.tasks", owned)
        .description("CDC tasks that this instance captures")
        .tag("table", table)
        .register(registry);
  }

  void captured() {
    captured.increment();
  }

  void deadLetter() {
    deadLetters.increment();
  }

  void failure() {
    failures.increment();
  }

  void window(Duration took) {
    windows.record(took);
  }
}
