package dev.millrace.command.express;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** What becomes of hints. */
final class ExpressMetrics {

  private final Counter delivered;
  private final Counter dropped;

  ExpressMetrics(MeterRegistry registry) {
    delivered = registry.counter("millrace.express.delivered");
    dropped = registry.counter("millrace.express.dropped");
  }

  void delivered() {
    delivered.increment();
  }

  void dropped() {
    dropped.increment();
  }
}
