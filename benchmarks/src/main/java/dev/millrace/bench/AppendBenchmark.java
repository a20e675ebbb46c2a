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
import java.util.function.Supplier;

/**
 * Appends per second, three ways in turn, so that whatever else the machine does meets all three:
 * the raw driver, the command handler, HTTP.
 */
final class AppendBenchmark {

  private final Plan plan;
  private final Supplier<CpuTime> cpu;
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

  /**
   * A benchmark.
   *
   * @param cpu what all processes that take part have taken until now
   */
  AppendBenchmark(Plan plan, Supplier<CpuTime> cpu, Consumer<String> progress) {
    this.plan = plan;
    this.cpu = cpu;
    this.progress = progress;
  }

  /** One round of one way. */
  record Round(Sample sample, CpuTime cpu) {}

  /** All rounds of one way. */
  record Way(List<Round> rounds) {

    Sample median() {
      return Sample.median(rounds.stream().map(Round::sample).toList());
    }

    private CpuTime cpu() {
      return CpuTime.sum(rounds.stream().map(Round::cpu).toList());
    }

    private long operations() {
      return rounds.stream().mapToLong(round -> round.sample().count()).sum();
    }

    private double cores() {
      Duration elapsed =
          rounds.stream()
              .map(round -> round.sample().elapsed())
              .reduce(Duration.ZERO, Duration::plus);
      return cpu().cores(elapsed);
    }

    void putInto(ObjectNode json) {
      median().putInto(json);
      json.put("cores", Sample.rounded(cores()));
      cpu().putMillisPer(operations(), json.putObject("cpuMillisPerAppend"));
    }

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT, "%s   %.2f cores: %s", median(), cores(), cpu().per(operations()));
    }
  }

  /** What came of it. */
  record Report(Plan plan, Map<String, Way> ways) {

    double ratio(String way) {
      return perSecond(way) / perSecond("raw");
    }

    private double perSecond(String way) {
      return ways.get(way).median().perSecond();
    }

    String toJson() {
      ObjectNode json = JsonNodeFactory.instance.objectNode();
      json.put("benchmark", "append");
      json.put("inFlight", plan.inFlight());
      json.put("rawPerSecond", Math.round(perSecond("raw")));
      json.put("measuredPerSecond", Math.round(perSecond("handler")));
      json.put("ratio", Sample.rounded(ratio("handler")));
      json.put("httpPerSecond", Math.round(perSecond("http")));
      json.put("httpRatio", Sample.rounded(ratio("http")));
      ways.forEach((name, way) -> way.putInto(json.putObject(name)));
      return json.toString();
    }

    String toTable() {
      List<String> lines = new ArrayList<>();
      ways.forEach(
          (name, way) ->
              lines.add(String.format(Locale.ROOT, "%-8s %.2f of raw %s", name, ratio(name), way)));
      return String.join("\n", lines);
    }
  }

  Report run(Map<String, ClosedLoop.Operation> operations) {
    progress.accept("warming up");
    operations.values().forEach(operation -> sample(operation, plan.warmUp()));
    Map<String, Way> ways = new LinkedHashMap<>();
    for (int number = 1; number <= plan.rounds(); number++) {
      for (var operation : operations.entrySet()) {
        Round round = round(operation.getValue());
        progress.accept("round " + number + " " + operation.getKey() + " " + round.sample());
        ways.computeIfAbsent(operation.getKey(), name -> new Way(new ArrayList<>()))
            .rounds()
            .add(round);
      }
    }
    return new Report(plan, ways);
  }

  private Round round(ClosedLoop.Operation operation) {
    CpuTime start = cpu.get();
    Sample sample = sample(operation, plan.time());
    return new Round(sample, cpu.get().since(start));
  }

  private Sample sample(ClosedLoop.Operation operation, Duration time) {
    return ClosedLoop.run(plan.inFlight(), time, operation);
  }
}
