package dev.millrace.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Appends per second, three ways in turn, so that whatever else the machine does meets all three:
 * the raw driver, the command handler, HTTP.
 */
final class AppendBenchmark {

  private final Plan plan;
  private final Consumer<String> progress;

  /**
   * How long and how often.
   *
   * @param inFlight operations at the same time
   * @param warmUp of each way, before the rounds: until it is over, a JVM compiles and interprets
   *     as much as it works
   * @param rounds of which each way gets one after the other; the median one counts
   */
  record Plan(int inFlight, Duration warmUp, int rounds, Duration time) {}

  AppendBenchmark(Plan plan, Consumer<String> progress) {
    this.plan = plan;
    this.progress = progress;
  }

  /** What came of it, one sample a way. */
  record Report(Plan plan, Map<String, Sample> medians) {

    double ratio(String way) {
      return medians.get(way).perSecond() / medians.get("raw").perSecond();
    }

    String toJson() {
      ObjectNode json = JsonNodeFactory.instance.objectNode();
      json.put("benchmark", "append");
      json.put("inFlight", plan.inFlight());
      json.put("rawPerSecond", Math.round(medians.get("raw").perSecond()));
      json.put("measuredPerSecond", Math.round(medians.get("handler").perSecond()));
      json.put("ratio", Sample.rounded(ratio("handler")));
      json.put("httpPerSecond", Math.round(medians.get("http").perSecond()));
      json.put("httpRatio", Sample.rounded(ratio("http")));
      medians.forEach((way, sample) -> sample.putInto(json.putObject(way)));
      return json.toString();
    }

    String toTable() {
      List<String> lines = new ArrayList<>();
      medians.forEach(
          (way, sample) ->
              lines.add(
                  String.format(Locale.ROOT, "%-8s %s   %.2f of raw", way, sample, ratio(way))));
      return String.join("\n", lines);
    }
  }

  Report run(Map<String, ClosedLoop.Operation> ways) {
    progress.accept("warming up");
    ways.values().forEach(way -> sample(way, plan.warmUp()));
    Map<String, List<Sample>> samples = new LinkedHashMap<>();
    for (int round = 1; round <= plan.rounds(); round++) {
      for (var way : ways.entrySet()) {
        Sample sample = sample(way.getValue(), plan.time());
        progress.accept("round " + round + " " + way.getKey() + " " + sample);
        samples.computeIfAbsent(way.getKey(), name -> new ArrayList<>()).add(sample);
      }
    }
    Map<String, Sample> medians = new LinkedHashMap<>();
    samples.forEach((way, all) -> medians.put(way, Sample.median(all)));
    return new Report(plan, medians);
  }

  private Sample sample(ClosedLoop.Operation operation, Duration time) {
    return ClosedLoop.run(plan.inFlight(), time, operation);
  }
}
