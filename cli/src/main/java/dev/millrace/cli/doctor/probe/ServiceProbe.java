package dev.millrace.cli.doctor.probe;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.millrace.cli.doctor.check.AuditorCheck.Walk;
import dev.millrace.cli.doctor.check.CaptureTold;
import dev.millrace.cli.doctor.check.EndpointCheck.Readiness;
import dev.millrace.cli.doctor.check.ExpressCheck.Express;
import dev.millrace.cli.doctor.check.Fact;
import dev.millrace.cli.doctor.check.ProjectionsCheck.Projection;
import dev.millrace.cli.doctor.check.WaitingCheck.Waiting;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Asks one service over HTTP. */
public final class ServiceProbe {

  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final HttpClient HTTP = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();

  /** Takes what a newer release says besides. */
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private final String name;
  private final URI address;
  private final Fact<Readiness> readiness;

  private ServiceProbe(String name, URI address) {
    this.name = name;
    this.address = address;
    this.readiness = Fact.ask(nothing -> readiness(address));
  }

  /** Asks a service whether it is there, and ready. */
  public static ServiceProbe of(String name, URI address) {
    return new ServiceProbe(name, address);
  }

  public URI address() {
    return address;
  }

  public Fact<Readiness> readiness() {
    return readiness;
  }

  /** Whether a bridge captures; another of its kind, or a connector, may do so in its place. */
  public Fact<Boolean> captures() {
    return readiness.then(name, it -> it.checks().containsKey("capture"));
  }

  /** Of a bridge. */
  public Fact<CaptureTold> capture() {
    return readiness.then(name, ready -> json("/capture", CaptureTold.class));
  }

  /** Of a bridge. */
  public Fact<Waiting> waiting() {
    return readiness.then(name, ready -> json("/sequencer/waiting", Waiting.class));
  }

  /** Of a projection-streams. */
  public Fact<List<Projection>> projections() {
    return readiness.then(name, ready -> List.of(json("/projections", Projection[].class)));
  }

  /** Of a bridge. */
  public Fact<Walk> walk() {
    return metrics()
        .then(
            name,
            metrics ->
                new Walk(
                    metrics.value("millrace_auditor_walk_position"),
                    metrics.value("millrace_auditor_walk_age_seconds"),
                    metrics.value("millrace_auditor_last_walk_seconds"),
                    metrics.value("millrace_auditor_last_walk_age_seconds")));
  }

  /** Of a command service; empty if its lane is switched off. */
  public Fact<Optional<Express>> express() {
    return metrics().then(name, ServiceProbe::express);
  }

  private static Optional<Express> express(PrometheusText metrics) {
    OptionalDouble delivered = metrics.sum("millrace_express_delivered_total");
    OptionalDouble dropped = metrics.sum("millrace_express_dropped_total");
    return delivered.isPresent() && dropped.isPresent()
        ? Optional.of(
            new Express(Math.round(delivered.getAsDouble()), Math.round(dropped.getAsDouble())))
        : Optional.empty();
  }

  private Fact<PrometheusText> metrics() {
    return readiness.then(
        name, ready -> PrometheusText.of(get(address.resolve("/metrics")).body()));
  }

  private <T> T json(String path, Class<T> type) throws IOException, InterruptedException {
    HttpResponse<String> response = get(address.resolve(path));
    if (response.statusCode() != 200) {
      throw new IOException(path + " answers " + response.statusCode() + ": " + response.body());
    }
    return JSON.readValue(response.body(), type);
  }

  /** Not ready is an answer, too. */
  private static Readiness readiness(URI address) throws IOException, InterruptedException {
    HttpResponse<String> response = get(address.resolve("/health/ready"));
    if (response.statusCode() != 200 && response.statusCode() != 503) {
      throw new IOException("/health/ready answers " + response.statusCode());
    }
    return JSON.readValue(response.body(), Readiness.class);
  }

  private static HttpResponse<String> get(URI uri) throws IOException, InterruptedException {
    return HTTP.send(HttpRequest.newBuilder(uri).timeout(TIMEOUT).build(), BodyHandlers.ofString());
  }
}
