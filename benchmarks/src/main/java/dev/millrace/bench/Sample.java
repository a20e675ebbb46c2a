package dev.millrace.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/**
 * What a run measured.
 *
 * @param latencies in nanoseconds
 */
record Sample(Histogram latencies, Duration elapsed) {

  private static final double NANOS_PER_MILLI = 1e6;

  long count() {
    return latencies.getTotalCount();
  }

  double perSecond() {
    return count() / (elapsed.toNanos() / 1e9);
  }

  double millis(double percentile) {
    return latencies.getValueAtPercentile(percentile) / NANOS_PER_MILLI;
  }

  /** The one with the median rate. */
  static Sample median(List<Sample> samples) {
    return samples.stream()
        .sorted(Comparator.comparingDouble(Sample::perSecond))
        .toList()
        .get(samples.size() / 2);
  }

  /** The one in the middle, or the greater of two. */
  static double medianOf(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }

  void putInto(ObjectNode json) {
    json.put("perSecond", Math.round(perSecond()));
    json.put("p50", rounded(millis(50)));
    json.put("p99", rounded(millis(99)));
  }

  static double rounded(double value) {
    return Math.round(value * 100) / 100.0;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "%,7.0f/s   p50 %7.2f ms   p99 %7.2f ms", perSecond(), millis(50), millis(99));
  }
}
