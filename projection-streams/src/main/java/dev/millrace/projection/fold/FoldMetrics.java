package dev.millrace.projection.fold;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * What a projection made of its records. Counts what was processed: a record that is processed
 * again after a failure counts again.
 */
public record FoldMetrics(Counter folded, Counter duplicates, Counter deadLetters) {

  public static FoldMetrics of(MeterRegistry registry, String projection) {
    return new FoldMetrics(
        registry.counter("millrace.projection.folded", "projection", projection),
        registry.counter("millrace.projection.duplicates", "projection", projection),
        registry.counter("millrace.projection.dead.letters", "projection", projection));
  }
}
