package dev.millrace.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.javalin.config.RoutesConfig;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpServiceTest {

  private final AtomicBoolean database = new AtomicBoolean();
  private final CountDownLatch entered = new CountDownLatch(1);
  private final CompletableFuture<String> slow = new CompletableFuture<>();
  private final Deferred<String> deferred = new Deferred<>();
  private final HttpClient client = HttpClient.newHttpClient();
  private HttpService service;

  @BeforeEach
  void start() {
    var health = new Health();
    health.add("database", database::get);
    var operations = new HttpService.Operations(health, Metrics.registry("test"));
    service =
        HttpService.start(new HttpSettings("127.0.0.1", 0, 1024, 100), operations, this::routes);
  }

  private void routes(RoutesConfig routes) {
    routes.get(
        "/bug",
        ctx -> {
          throw new IllegalStateException("secret detail");
        });
    routes.get(
        "/late-bug",
        ctx ->
            ctx.future(
                () -> CompletableFuture.failedFuture(new IllegalStateException("secret detail"))));
    routes.get(
        "/late-problem",
        ctx ->
            ctx.future(
                () ->
                    CompletableFuture.failedFuture(
                        new ProblemException(Problem.of(409, "no", "No", "not now")))));
    routes.get("/deferred", ctx -> ctx.result(deferred.get()));
    routes.get(
        "/slow",
        ctx -> {
          entered.countDown();
          ctx.future(() -> slow.thenAccept(ctx::result));
        });
  }

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void isLiveBeforeItIsReady() throws Exception {
    assertThat(get("/health/live").statusCode()).isEqualTo(200);
    HttpResponse<String> notReady = get("/health/ready");
    assertThat(notReady.statusCode()).isEqualTo(503);
    assertThat(notReady.body()).isEqualTo("{\"ready\":false,\"checks\":{\"database\":false}}");
    database.set(true);
    assertThat(get("/health/ready").statusCode()).isEqualTo(200);
  }

  @Test
  void answers503UntilItHasWhatItAnswersWith() throws Exception {
    HttpResponse<String> early = get("/deferred");
    assertThat(early.statusCode()).isEqualTo(503);
    assertThat(early.headers().firstValue("Retry-After")).contains("1");
    assertThat(early.body()).contains("\"code\":\"starting\"");
    deferred.provide("here it is");
    assertThat(get("/deferred").body()).isEqualTo("here it is");
  }

  @Test
  void showsItsMetrics() throws Exception {
    assertThat(get("/metrics").body())
        .contains("jvm_memory_used_bytes{")
        .contains("service=\"test\"");
  }

  @Test
  void answersABugWithoutItsDetails() throws Exception {
    for (String path : new String[] {"/bug", "/late-bug"}) {
      HttpResponse<String> response = get(path);
      assertThat(response.statusCode()).isEqualTo(500);
      assertThat(response.headers().firstValue("Content-Type")).contains(Problem.CONTENT_TYPE);
      assertThat(response.body()).contains("\"code\":\"internal\"").doesNotContain("secret", "at ");
    }
  }

  @Test
  void answersAProblemThatCameLate() throws Exception {
    HttpResponse<String> response = get("/late-problem");
    assertThat(response.statusCode()).isEqualTo(409);
    assertThat(response.body()).contains("\"detail\":\"not now\"");
  }

  @Test
  void finishesRequestsInFlightWhenItStops() throws Exception {
    CompletableFuture<HttpResponse<String>> response =
        client.sendAsync(request("/slow"), BodyHandlers.ofString());
    assertThat(entered.await(10, TimeUnit.SECONDS)).isTrue();
    CompletableFuture<Void> stopped = CompletableFuture.runAsync(service::close);
    slow.completeOnTimeout("done", 300, TimeUnit.MILLISECONDS);
    assertThat(response.get(10, TimeUnit.SECONDS).body()).isEqualTo("done");
    stopped.get(10, TimeUnit.SECONDS);
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return client.send(request(path), BodyHandlers.ofString());
  }

  private HttpRequest request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.port() + path)).build();
  }
}
