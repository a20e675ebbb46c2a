package dev.millrace.runtime.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * How long events took, from the time at which their command was decided to some place behind the
 * event store: the time between two clocks, that of the command service and this machine's, which
 * must agree for it to mean anything. What seems to come from the future took no time.
 *
 * <p>An event that is older than an hour is not counted: a replay of the past says nothing about
 * how fast the present is. Thread-safe.
 */
public final class EventLatency {

  private static final Duration OLDEST = Duration.ofHours(1);

  private final Timer timer;
  private final Clock clock;

  /**
   * A histogram.
   *
   * @param place names it: {@code millrace.<place>.latency}
   */
  public EventLatency(String place, Tags tags, MeterRegistry registry, Clock clock) {
    this.clock = clock;
    this.timer =
        Timer.builder("millrace." + place + ".latency")
            .description("From the decision of a command until its event was here")
            .tags(tags)
            .serviceLevelObjectives(buckets())
            .register(registry);
  }

  // Few, since each is a series of its own: from the express lane at its best to a stalled
  // pipeline.
  private static Duration[] buckets() {
    return new Duration[] {
      Duration.ofMillis(10),
      Duration.ofMillis(25),
      Duration.ofMillis(50),
      Duration.ofMillis(100),
      Duration.ofMillis(250),
      Duration.ofMillis(500),
      Duration.ofSeconds(1),
      Duration.ofMillis(2_500),
      Duration.ofSeconds(5),
      Duration.ofSeconds(10),
      Duration.ofSeconds(30),
      Duration.ofMinutes(2),
      Duration.ofMinutes(10)
    };
  }

  /** An event is here that occurred then. */
  public void arrived(Instant occurredAt) {
    Duration age = Duration.between(occurredAt, clock.instant());
    if (age.compareTo(OLDEST) < 0) {
      timer.record(age.isNegative() ? Duration.ZERO : age);
    }
  }
}
