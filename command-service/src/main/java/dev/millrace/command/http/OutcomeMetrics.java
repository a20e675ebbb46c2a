package dev.millrace.command.http;

import dev.millrace.command.handler.CommandOutcome;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Times commands by name and outcome, as {@code millrace_commands_seconds}. */
public final class OutcomeMetrics {

  private final MeterRegistry registry;

  public OutcomeMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  void record(String command, CommandOutcome<?> outcome, long nanos) {
    String kind = outcome.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    Timer.builder("millrace.commands")
        .description("commands answered, by name and outcome")
        .tag("command", command)
        .tag("outcome", kind)
        .publishPercentileHistogram()
        .register(registry)
        .record(nanos, TimeUnit.NANOSECONDS);
  }
}
