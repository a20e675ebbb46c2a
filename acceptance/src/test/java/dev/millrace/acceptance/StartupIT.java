package dev.millrace.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.cli.pipeline.Pipeline;
import dev.millrace.cli.pipeline.Pipeline.PipelineSettings;
import dev.millrace.cli.pipeline.ServiceChild;
import dev.millrace.local.LocalStackSettings;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Services start whether or not their database is there, and tell the truth about it meanwhile. */
@ExtendWith(PipelineExtension.class)
class StartupIT {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final HttpClient http = HttpClient.newHttpClient();

  @Test
  @NeedsLocalStack
  void everyServiceIsLiveButNotReadyWhileTheDatabaseIsAway(Pipeline pipeline) throws Exception {
    var services = List.of(pipeline.commandService(), pipeline.bridge(), pipeline.projections());
    services.forEach(service -> service.process().stop());
    pipeline.stack().database().process().stop();
    try {
      services.forEach(ServiceChild::launch);
      services.forEach(ServiceChild::awaitListening);
      for (ServiceChild service : services) {
        assertThat(get(service, "/health/live").statusCode()).isEqualTo(200);
        assertThat(get(service, "/health/ready").statusCode()).isEqualTo(503);
      }
      for (ServiceChild api : List.of(pipeline.commandService(), pipeline.projections())) {
        HttpResponse<String> early = get(api, "/orders/" + UUID.randomUUID());
        assertThat(early.statusCode()).isEqualTo(503);
        assertThat(early.headers().firstValue("Retry-After")).contains("1");
      }
    } finally {
      pipeline.stack().database().start();
    }
    services.forEach(ServiceChild::awaitReady);
  }

  /** As while the container of the only broker is stopped, and its name is gone with it. */
  @Test
  @NeedsLocalStack
  void withoutABrokersNameCommandsAreTakenAndTheOthersKeepTrying(
      Pipeline pipeline, @TempDir Path directory) throws Exception {
    var settings = PipelineSettings.on(LocalStackSettings.in(directory), 0, 0, 0);
    String unknown = "--kafka.bootstrap-servers=kafka.invalid:9092";
    ServiceChild commands =
        Pipeline.commandService(pipeline.stack(), directory.resolve("logs"), 0, unknown);
    ServiceChild bridge = Pipeline.bridge(pipeline.stack(), settings, unknown);
    ServiceChild projections = Pipeline.projections(pipeline.stack(), settings, unknown);
    var services = List.of(commands, bridge, projections);
    try {
      services.forEach(ServiceChild::launch);
      commands.awaitReady();
      assertThat(create(commands).statusCode()).isEqualTo(201);
      assertThat(get(commands, "/metrics").body())
          .containsPattern("millrace_express_dropped_total\\S* 1.0");
      bridge.process().awaitOutput(failures("topics"), PATIENCE);
      projections.process().awaitOutput(failures("operations"), PATIENCE);
      for (ServiceChild service : List.of(bridge, projections)) {
        service.awaitListening();
        assertThat(get(service, "/health/live").statusCode()).isEqualTo(200);
        assertThat(get(service, "/health/ready").statusCode()).isEqualTo(503);
      }
    } finally {
      services.forEach(service -> service.process().stop());
    }
  }

  private static Pattern failures(String what) {
    return Pattern.compile("not possible yet what=" + what + " failures=3");
  }

  private HttpResponse<String> create(ServiceChild commands) throws Exception {
    String body =
        """
        {"customerId":"%s","currency":"EUR","items":[
         {"productId":"p","quantity":1,"unitPriceMinor":5}]}"""
            .formatted(UUID.randomUUID());
    var request =
        HttpRequest.newBuilder(commands.address().resolve("/orders"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    return http.send(request, BodyHandlers.ofString());
  }

  @Test
  void aServiceThatSaysItIsReadyAnswers(Pipeline pipeline) throws Exception {
    for (ServiceChild api : List.of(pipeline.commandService(), pipeline.projections())) {
      api.process().stop();
      api.launch();
      api.awaitReady();
      assertThat(get(api, "/orders/" + UUID.randomUUID()).statusCode()).isEqualTo(404);
    }
  }

  private HttpResponse<String> get(ServiceChild service, String path) throws Exception {
    URI uri = service.address().resolve(path);
    return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
  }
}
