package dev.millrace.acceptance.observability;

import java.util.Set;

/**
 * A metric as Prometheus sees it.
 *
 * @param type as in the exposition's {@code # TYPE}
 * @param labels those that all services and all histograms have left out
 */
record Metric(String name, String type, Set<String> labels) {

  Metric {
    labels = Set.copyOf(labels);
  }

  boolean isOurs() {
    return name.startsWith("millrace_");
  }

  /** Whether it has parts with names of their own, and a greatest value beside it. */
  boolean isDistribution() {
    return type.equals("histogram") || type.equals("summary");
  }
}
