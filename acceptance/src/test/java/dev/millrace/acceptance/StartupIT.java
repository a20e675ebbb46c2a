package dev.millrace.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.cli.pipeline.Pipeline;
import dev.millrace.cli.pipeline.ServiceChild;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Services start whether or not their database is there, and tell the truth about it meanwhile. */
@ExtendWith(PipelineExtension.class)
class StartupIT {

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
