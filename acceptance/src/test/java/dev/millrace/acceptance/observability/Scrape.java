package dev.millrace.acceptance.observability;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a service serves at {@code /metrics}, in Prometheus' text format. */
record Scrape(String text) {

  private static final Pattern TYPE = Pattern.compile("(?m)^# TYPE (\\S+) (\\w+)$");
  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"(?:[^\"\\\\]|\\\\.)*\"");

  /** Of every service, of every bucket, of every quantile. */
  private static final Set<String> EVERYWHERE = Set.of("service", "le", "quantile");

  static Scrape of(URI service) throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(service.resolve("/metrics")).build();
    return new Scrape(HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body());
  }

  /** All metrics; the greatest values of distributions belong to these. */
  List<Metric> metrics() {
    List<Metric> all = new ArrayList<>();
    Set<String> greatest = new TreeSet<>();
    TYPE.matcher(text)
        .results()
        .map(type -> new Metric(type.group(1), type.group(2), labels(type.group(1))))
        .forEach(
            metric -> {
              all.add(metric);
              if (metric.isDistribution()) {
                greatest.add(metric.name() + "_max");
              }
            });
    all.removeIf(metric -> greatest.contains(metric.name()));
    return all;
  }

  /** The sum over all series of this very name. */
  double total(String series) {
    return samples(Pattern.quote(series)).mapToDouble(Double::parseDouble).sum();
  }

  private Set<String> labels(String metric) {
    var labels = new TreeSet<String>();
    Pattern.compile("(?m)^" + Pattern.quote(metric) + "(?:_bucket|_sum|_count)?\\{(.*)} \\S+$")
        .matcher(text)
        .results()
        .forEach(
            sample ->
                LABEL.matcher(sample.group(1)).results().forEach(l -> labels.add(l.group(1))));
    labels.removeAll(EVERYWHERE);
    return labels;
  }

  private Stream<String> samples(String name) {
    return Pattern.compile("(?m)^" + name + "(?:\\{.*})? (\\S+)$")
        .matcher(text)
        .results()
        .map(sample -> sample.group(1));
  }
}
