package dev.millrace.bridge.sequencer;

import static java.util.Objects.requireNonNull;

import dev.millrace.bridge.sequencer.Gap.Cause;
import dev.millrace.contract.CapturedEvent;
import dev.millrace.runtime.metrics.EventLatency;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * What the sequencer counts. A record that is processed again after an aborted transaction is
 * counted again.
 */
final class SequencerMetrics {

  private final MeterRegistry registry;
  private final Counter emitted;
  private final EventLatency latency;
  private final Map<String, Counter> duplicates = new HashMap<>();
  private final Map<Cause, Counter> gapsFilled = new EnumMap<>(Cause.class);
  private final Counter gapReadsFailed;
  private final Counter parked;
  private final Counter tooLargeToPark;
  private final Counter deadLetters;
  private final AtomicLong parkedNow = new AtomicLong();

  /** Routes that are counted by name; a record may name any. */
  private static final List<String> ROUTES =
      List.of(CapturedEvent.CDC, CapturedEvent.EXPRESS, "connect", CapturedEvent.STORE);

  private static final String OTHER_ROUTES = "other";

  SequencerMetrics(MeterRegistry registry) {
    this.registry = registry;
    emitted = counter(registry, "emitted", "Events let through, those without a topic included");
    latency = new EventLatency("sequencer", Tags.empty(), registry, Clock.systemUTC());
    ROUTES.forEach(route -> duplicates.put(route, duplicates(registry, route)));
    duplicates.put(OTHER_ROUTES, duplicates(registry, OTHER_ROUTES));
    for (Cause cause : Cause.values()) {
      gapsFilled.put(cause, gapsFilled(registry, cause));
    }
    gapReadsFailed = counter(registry, "gap.reads.failed", "Reads of gaps that had no answer");
    parked = counter(registry, "parked", "Events that came before their turn");
    tooLargeToPark = counter(registry, "unparked", "Early events that were too large to be parked");
    deadLetters = counter(registry, "dead.letters", "Records that could not be used");
    registry.gauge("millrace.sequencer.parked.now", parkedNow);
  }

  /** Shows what waits, as the partitions last said. */
  void showWaiting(WaitingAggregates waiting) {
    Clock clock = Clock.systemUTC();
    gauge("waiting.now", () -> waiting.report().total(), "Aggregates that wait for an event");
    gauge(
        "unfillable.now",
        () -> waiting.report().unfillable(),
        "Aggregates that wait for an event which the event store does not have");
    Gauge.builder("millrace.sequencer.oldest.wait", () -> waiting.oldestSeconds(clock))
        .description("How long the longest wait has lasted")
        .baseUnit("seconds")
        .register(registry);
  }

  private void gauge(String name, Supplier<Number> value, String description) {
    Gauge.builder("millrace.sequencer." + name, value).description(description).register(registry);
  }

  private static Counter counter(MeterRegistry registry, String name, String description) {
    return Counter.builder("millrace.sequencer." + name)
        .description(description)
        .register(registry);
  }

  private static Counter duplicates(MeterRegistry registry, String route) {
    return Counter.builder("millrace.sequencer.duplicates")
        .description("Events that had come before")
        .tag("route", route)
        .register(registry);
  }

  private static Counter gapsFilled(MeterRegistry registry, Cause cause) {
    return Counter.builder("millrace.sequencer.gaps.filled")
        .description("Events that were let through from the event store")
        .tag("cause", cause.name().toLowerCase(Locale.ROOT))
        .register(registry);
  }

  void emitted() {
    emitted.increment();
  }

  /** An event has been published that occurred then; readers see it after the commit. */
  void published(Instant occurredAt) {
    latency.arrived(occurredAt);
  }

  void duplicate(String route) {
    requireNonNull(duplicates.get(duplicates.containsKey(route) ? route : OTHER_ROUTES))
        .increment();
  }

  void gapFilled(Cause cause) {
    requireNonNull(gapsFilled.get(cause)).increment();
  }

  void gapReadFailed() {
    gapReadsFailed.increment();
  }

  void parked() {
    parked.increment();
  }

  void tooLargeToPark() {
    tooLargeToPark.increment();
  }

  void deadLetter() {
    deadLetters.increment();
  }

  /** Parked events that came or went, by arrival, by drain, or with the partition they are on. */
  void parkedNow(long change) {
    parkedNow.addAndGet(change);
  }
}
