package dev.millrace.command.handler;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** What becomes of snapshots. */
final class SnapshotMetrics {

  private final Counter written;
  private final Counter failed;
  private final Counter corrupt;
  private final Counter outdated;

  SnapshotMetrics(MeterRegistry registry) {
    written = registry.counter("millrace.snapshots.written");
    failed = registry.counter("millrace.snapshots.failed");
    corrupt = skipped(registry, "corrupt");
    outdated = skipped(registry, "outdated");
  }

  private static Counter skipped(MeterRegistry registry, String reason) {
    return registry.counter("millrace.snapshots.skipped", "reason", reason);
  }

  void written() {
    written.increment();
  }

  void failed() {
    failed.increment();
  }

  /** One that could not be read. */
  void corrupt() {
    corrupt.increment();
  }

  /** One of another schema version. */
  void outdated() {
    outdated.increment();
  }
}
