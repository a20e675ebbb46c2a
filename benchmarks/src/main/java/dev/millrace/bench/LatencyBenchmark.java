package dev.millrace.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.bench.PacedLoop.Pace;
import dev.millrace.cli.demo.TopicWatcher;
import java.net.URI;
import java.time.Duration;
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

  /** What came of it: by pace, by way, in nanoseconds. */
  record Report(double slow, double half, Map<String, Map<String, Histogram>> latencies) {

    String toJson() {
      ObjectNode json = JsonNodeFactory.instance.objectNode();
      json.put("benchmark", "latency").put("perSecond", Math.round(slow));
      putWays(json, latencies.get("slow"));
      ObjectNode loaded = json.putObject("halfLoad").put("perSecond", Math.round(half));
      putWays(loaded, latencies.get("half"));
      return json.toString();
    }

    private static void putWays(ObjectNode json, Map<String, Histogram> ways) {
      ways.forEach(
          (way, sample) ->
              json.putObject(way)
                  .put("p50", millis(sample.getValueAtPercentile(50)))
                  .put("p99", millis(sample.getValueAtPercentile(99)))
                  .put("max", millis(sample.getMaxValue())));
      json.putNull("connector");
    }

    String toTable() {
      var table = new StringBuilder();
      latencies.forEach(
          (pace, ways) ->
              ways.forEach((way, sample) -> table.append(line(pace, way, sample)).append('\n')));
      return table.toString();
    }

    private String line(String pace, String way, Histogram sample) {
      return String.format(
          Locale.ROOT,
          "%6.0f/s  %-8s p50 %8.2f ms   p99 %8.2f ms   max %8.2f ms   of %d",
          pace.equals("slow") ? slow : half,
          way,
          millis(sample.getValueAtPercentile(50)),
          millis(sample.getValueAtPercentile(99)),
          millis(sample.getMaxValue()),
          sample.getTotalCount());
    }
  }

  Report run(Map<String, URI> ways) throws InterruptedException {
    progress.accept("warming up");
    for (URI service : ways.values()) {
      ClosedLoop.run(plan.slots(), plan.warmUp(), new HttpAppends(service, plan.slots()));
    }
    double most = most(ways.values().iterator().next());
    progress.accept(String.format(Locale.ROOT, "at most %.0f commands/s", most));
    Map<String, Double> paces = new LinkedHashMap<>();
    paces.put("slow", plan.slow());
    paces.put("half", most / 2);
    Map<String, Map<String, Histogram>> latencies = new LinkedHashMap<>();
    for (int round = 0; round < plan.rounds(); round++) {
      for (var pace : paces.entrySet()) {
        for (var way : ways.entrySet()) {
          Histogram sample = measure(way.getValue(), pace.getValue());
          latencies
              .computeIfAbsent(pace.getKey(), name -> new LinkedHashMap<>())
              .computeIfAbsent(way.getKey(), name -> new Histogram(3))
              .add(sample);
          progress.accept(
              String.format(
                  Locale.ROOT,
                  "round %d %s %.0f/s p50 %.2f ms p99 %.2f ms",
                  round + 1,
                  way.getKey(),
                  pace.getValue(),
                  millis(sample.getValueAtPercentile(50)),
                  millis(sample.getValueAtPercentile(99))));
        }
      }
    }
    return new Report(plan.slow(), most / 2, latencies);
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
    PacedLoop.run(new Pace(plan.slots(), perSecond, plan.time()), appends);
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

  private static double millis(long nanos) {
    return Sample.rounded(nanos / 1e6);
  }
}
