package dev.millrace.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.cli.doctor.probe.PrometheusText;
import dev.millrace.cli.pipeline.ServiceChild;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** Asks a service of itself, over its own HTTP routes. */
record ServiceProbe(ServiceChild service) {

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The JSON that a route answers. */
  JsonNode json(String path) throws IOException, InterruptedException {
    return JSON.readTree(get(path));
  }

  /** The sum of a metric over its tags. */
  double metric(String name) throws IOException, InterruptedException {
    return metric(name, "");
  }

  /** The sum of a metric over its tags, of those with a label such as {@code area="heap"}. */
  double metric(String name, String label) throws IOException, InterruptedException {
    return PrometheusText.of(get("/metrics"))
        .sum(name, label)
        .orElseThrow(() -> new IllegalStateException("/metrics has no " + name + " " + label));
  }

  private String get(String path) throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(service.address().resolve(path)).build();
    HttpResponse<String> response = HTTP.send(request, BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IOException(path + " answered " + response.statusCode() + " " + response.body());
    }
    return response.body();
  }
}
