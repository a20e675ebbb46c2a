package dev.millrace.bench;

import dev.millrace.cli.demo.TopicWatcher;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;

/**
 * From the answer to a command to its event being visible in the public topic to a consumer of
 * committed records, at a slow pace and at half of what the command service takes.
 */
final class LatencyBenchmark {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Plan plan;
  private final TopicWatcher watcher;
  private final Consumer<String> progress;
  private final Map<Pace, Map<String, Histogram>> latencies = new EnumMap<>(Pace.class);
  private double halfLoad;

  /** How often commands are sent. */
  enum Pace {
    SLOW,
    HALF_LOAD
  }

  /**
   * How long and how often.
   *
   * @param slots commands under way at once, at most
   * @param slow commands a second of the slow pace
   * @param rounds of each way and pace, in turn; counted together
   */
  record Plan(int slots, double slow, Duration warmUp, int rounds, Duration time) {}

  LatencyBenchmark(Plan plan, TopicWatcher watcher, Consumer<String> progress) {
    this.plan = plan;
    this.watcher = watcher;
    this.progress = progress;
  }

  /** Lets the services and what is behind them warm up. */
  void warmUp(Collection<URI> services) {
    progress.accept("warming up");
    for (URI service : services) {
      ClosedLoop.run(plan.slots(), plan.warmUp(), new HttpAppends(service, plan.slots()));
    }
  }

  /** Finds out what half of the load is that a service bears. */
  void load(URI service) {
    double most = most(service);
    progress.accept(String.format(Locale.ROOT, "at most %.0f commands/s", most));
    halfLoad = most / 2;
  }

  /** Measures several ways in turn, each at both paces, round by round. */
  void measure(Map<String, URI> ways) throws InterruptedException {
    for (int round = 1; round <= plan.rounds(); round++) {
      for (Pace pace : Pace.values()) {
        for (var way : ways.entrySet()) {
          Histogram sample = measure(way.getValue(), perSecond(pace));
          latencies
              .computeIfAbsent(pace, none -> new LinkedHashMap<>())
              .computeIfAbsent(way.getKey(), name -> new Histogram(3))
              .add(sample);
          progress.accept(
              "round " + round + ' ' + LatencyReport.line(perSecond(pace), way.getKey(), sample));
        }
      }
    }
  }

  /** What has been measured so far. */
  LatencyReport report() {
    return new LatencyReport(
        perSecond(Pace.SLOW),
        latencies.get(Pace.SLOW),
        perSecond(Pace.HALF_LOAD),
        latencies.get(Pace.HALF_LOAD));
  }

  private double perSecond(Pace pace) {
    return pace == Pace.SLOW ? plan.slow() : halfLoad;
  }

  private double most(URI service) {
    return ClosedLoop.run(plan.slots(), plan.time(), new HttpAppends(service, plan.slots()))
        .perSecond();
  }

  private Histogram measure(URI service, double perSecond) throws InterruptedException {
    Map<String, Long> acknowledged = new ConcurrentHashMap<>();
    var appends = new HttpAppends(service, plan.slots());
    appends.onAnswer(
        step ->
            acknowledged.put(
                TopicWatcher.eventKey(step.orderId().toString(), step.sequence()),
                System.nanoTime()));
    PacedLoop.run(new PacedLoop.Pace(plan.slots(), perSecond, plan.time()), appends);
    awaitSeen(acknowledged);
    var latencies = new Histogram(3);
    watcher.nanos(acknowledged).forEach(latencies::recordValue);
    return latencies;
  }

  private void awaitSeen(Map<String, Long> acknowledged) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!watcher.hasSeen(acknowledged)) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("events did not reach the topic within " + PATIENCE);
      }
      Thread.sleep(20);
    }
  }
}
