package dev.millrace.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.runtime.http.HttpService.Operations;
import dev.millrace.runtime.trace.Traces;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.testing.junit5.OpenTelemetryExtension;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The span of a request. */
class TracedRequestsTest {

  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

  @RegisterExtension
  static final OpenTelemetryExtension TELEMETRY = OpenTelemetryExtension.create();

  private HttpService service;

  @BeforeEach
  void start() {
    Traces.on(TELEMETRY.getOpenTelemetry());
    service =
        HttpService.start(
            new HttpSettings("127.0.0.1", 0, 1024, 100),
            new Operations(new Health(), Metrics.registry("test")),
            routes -> {
              routes.get(
                  "/things/{id}",
                  ctx ->
                      ctx.future(
                          () ->
                              CompletableFuture.supplyAsync(
                                      () -> TracedRequests.traceparent(ctx).orElse("none"))
                                  .thenAccept(ctx::result)));
              routes.get(
                  "/bug",
                  ctx -> {
                    throw new IllegalStateException("injected");
                  });
            });
  }

  @AfterEach
  void stop() {
    Traces.off();
    service.close();
  }

  @Test
  void aRequestIsASpanOfItsClientsTraceAndItsEventsArePartOfIt() throws Exception {
    String told = get("/things/7");
    SpanData span = span();
    assertThat(span.getName()).isEqualTo("GET /things/{id}");
    assertThat(span.getTraceId()).isEqualTo(TRACE);
    assertThat(span.getAttributes().asMap())
        .containsEntry(AttributeKey.stringKey("http.route"), "/things/{id}")
        .containsEntry(AttributeKey.stringKey("url.path"), "/things/7")
        .containsEntry(AttributeKey.longKey("http.response.status_code"), 200L);
    assertThat(told).isEqualTo("00-" + TRACE + "-" + span.getSpanId() + "-01");
  }

  @Test
  void aFailureOfTheServiceIsAnError() throws Exception {
    get("/bug");
    assertThat(span().getStatus()).isEqualTo(StatusData.error());
  }

  @Test
  void whatWatchersAskIsNoSpanNorIsAnythingWhileTracesAreOff() throws Exception {
    get("/metrics");
    get("/health/live");
    Traces.off();
    assertThat(get("/things/7")).isEqualTo("none");
    assertThat(TELEMETRY.getSpans()).isEmpty();
  }

  /** Ends after the answer has gone. */
  private static SpanData span() {
    Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> TELEMETRY.getSpans().size() == 1);
    return TELEMETRY.getSpans().get(0);
  }

  private String get(String path) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + service.port() + path);
    var request =
        HttpRequest.newBuilder(uri)
            .header("traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01")
            .build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
  }
}
