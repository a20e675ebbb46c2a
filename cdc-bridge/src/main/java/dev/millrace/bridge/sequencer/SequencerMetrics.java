package dev.millrace.bridge.sequencer;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What the sequencer counts. A record that is processed again after an aborted transaction is
 * counted again.
 */
final class SequencerMetrics {

  private final Counter emitted;
  private final Counter duplicates;
  private final Counter parked;
  private final Counter deadLetters;
  private final AtomicLong parkedNow = new AtomicLong();

  SequencerMetrics(MeterRegistry registry) {
    emitted = counter(registry, "emitted", "Events let through, those without a topic included");
    duplicates = counter(registry, "duplicates", "Records that had come before");
    parked = counter(registry, "parked", "Events that came before their turn");
    deadLetters = counter(registry, "dead.letters", "Records that could not be used");
    registry.gauge("millrace.sequencer.parked.now", parkedNow);
  }

  private static Counter counter(MeterRegistry registry, String name, String description) {
    return Counter.builder("millrace.sequencer." + name)
        .description(description)
        .register(registry);
  }

  void emitted() {
    emitted.increment();
  }

  void duplicate() {
    duplicates.increment();
  }

  void parked() {
    parked.increment();
  }

  void deadLetter() {
    deadLetters.increment();
  }

  /** Parked events that came or went, by arrival, by drain, or with the partition they are on. */
  void parkedNow(long change) {
    parkedNow.addAndGet(change);
  }
}
