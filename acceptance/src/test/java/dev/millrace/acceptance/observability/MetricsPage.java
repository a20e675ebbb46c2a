package dev.millrace.acceptance.observability;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** docs/metrics.md: what it says of each service. */
record MetricsPage(String text) {

  private static final Pattern METRIC =
      Pattern.compile(
          "(?m)^\\| `(\\w+)` \\| (\\w+) \\| (\\w+) \\| ([^|]*)\\| ([^|]*)\\| ([^|]*)\\|$");
  private static final Pattern FAMILY =
      Pattern.compile("(?m)^\\| `([a-z]+_)` \\| [^|]+ \\| ([^|]+) \\|$");
  private static final Pattern CODE = Pattern.compile("`(\\w+)`");

  static MetricsPage load() {
    return new MetricsPage(RepositoryFiles.read("docs/metrics.md"));
  }

  /** The metrics listed one by one for a service. */
  List<Metric> of(String service) {
    return rows(section(service)).map(MetricsPage::metric).toList();
  }

  /** Prefixes of those that are not listed one by one. */
  Set<String> familiesOf(String service) {
    return FAMILY
        .matcher(section("Families"))
        .results()
        .filter(row -> Arrays.asList(row.group(2).split(", ")).contains(service))
        .map(row -> row.group(1))
        .collect(Collectors.toSet());
  }

  /** Every name that a query may use. */
  Set<String> queryable() {
    Set<String> names = new HashSet<>();
    rows(text).map(MetricsPage::metric).forEach(metric -> names.addAll(parts(metric)));
    // Prometheus' own, of every target.
    names.add("up");
    return names;
  }

  private static List<String> parts(Metric metric) {
    List<String> parts = new ArrayList<>(List.of(metric.name()));
    if (metric.isDistribution()) {
      Stream.of("_sum", "_count", "_max").forEach(part -> parts.add(metric.name() + part));
    }
    if (metric.type().equals("histogram")) {
      parts.add(metric.name() + "_bucket");
      // The name alone has no series.
      parts.remove(metric.name());
    }
    return parts;
  }

  private static Stream<MatchResult> rows(String section) {
    return METRIC.matcher(section).results();
  }

  private static Metric metric(MatchResult row) {
    Set<String> labels =
        CODE.matcher(row.group(4)).results().map(l -> l.group(1)).collect(Collectors.toSet());
    return new Metric(row.group(1), row.group(2), labels);
  }

  private String section(String title) {
    int start = text.indexOf("\n## " + title + "\n");
    if (start < 0) {
      throw new IllegalStateException("docs/metrics.md has no section " + title);
    }
    int end = text.indexOf("\n## ", start + 1);
    return text.substring(start, end < 0 ? text.length() : end);
  }
}
