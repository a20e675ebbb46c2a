package dev.millrace.cli.doctor.probe;

import java.util.List;
import java.util.OptionalDouble;

/** Metrics as {@code GET /metrics} gives them. */
public record PrometheusText(List<String> lines) {

  public PrometheusText {
    lines = List.copyOf(lines);
  }

  /** Splits it into lines. */
  public static PrometheusText of(String text) {
    return new PrometheusText(text.lines().toList());
  }

  /** The sum over all labels; empty if there is no such metric. */
  public OptionalDouble sum(String name) {
    return sum(name, "");
  }

  /** The sum over those with a label, such as {@code area="heap"}; empty if there are none. */
  public OptionalDouble sum(String name, String label) {
    double[] values =
        lines.stream()
            .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
            .filter(line -> line.contains(label))
            .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
            .toArray();
    if (values.length == 0) {
      return OptionalDouble.empty();
    }
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return OptionalDouble.of(sum);
  }

  /** NaN if there is no such metric. */
  double value(String name) {
    return sum(name).orElse(Double.NaN);
  }
}
