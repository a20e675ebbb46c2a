package dev.millrace.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * Latencies by way, in nanoseconds, at two paces.
 *
 * @param slowPerSecond commands a second of the first pace
 * @param halfPerSecond of the second
 */
record LatencyReport(
    double slowPerSecond,
    Map<String, Histogram> slow,
    double halfPerSecond,
    Map<String, Histogram> half) {

  /** Ways that the object names even where they were not measured. */
  private static final String[] WITH_JAR = {"connector", "connectorFast"};

  String toJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("benchmark", "latency").put("perSecond", Math.round(slowPerSecond));
    putWays(json, slow);
    ObjectNode loaded = json.putObject("halfLoad").put("perSecond", Math.round(halfPerSecond));
    putWays(loaded, half);
    return json.toString();
  }

  private static void putWays(ObjectNode json, Map<String, Histogram> ways) {
    ways.forEach(
        (way, sample) ->
            json.putObject(way)
                .put("p50", millis(sample.getValueAtPercentile(50)))
                .put("p99", millis(sample.getValueAtPercentile(99)))
                .put("max", millis(sample.getMaxValue())));
    for (String way : WITH_JAR) {
      if (!ways.containsKey(way)) {
        json.putNull(way);
      }
    }
  }

  String toTable() {
    var table = new StringBuilder();
    slow.forEach((way, sample) -> table.append(line(slowPerSecond, way, sample)).append('\n'));
    half.forEach((way, sample) -> table.append(line(halfPerSecond, way, sample)).append('\n'));
    return table.toString();
  }

  static String line(double perSecond, String way, Histogram sample) {
    return String.format(
        Locale.ROOT,
        "%6.0f/s  %-13s p50 %8.2f ms   p99 %8.2f ms   max %8.2f ms   of %d",
        perSecond,
        way,
        millis(sample.getValueAtPercentile(50)),
        millis(sample.getValueAtPercentile(99)),
        millis(sample.getMaxValue()),
        sample.getTotalCount());
  }

  static double millis(long nanos) {
    return Sample.rounded(nanos / 1e6);
  }
}
