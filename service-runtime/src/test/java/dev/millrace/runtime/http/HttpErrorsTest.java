package dev.millrace.runtime.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.javalin.config.RoutesConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What no route of the service's own answers. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HttpErrorsTest {

  private final HttpClient client = HttpClient.newHttpClient();
  private HttpService service;

  @BeforeAll
  void start() {
    var operations = new HttpService.Operations(new Health(), Metrics.registry("test"));
    service =
        HttpService.start(new HttpSettings("127.0.0.1", 0, 1024, 100), operations, this::routes);
  }

  private void routes(RoutesConfig routes) {
    routes.get("/greeting", ctx -> ctx.result("hello " + ctx.queryParam("name")));
    routes.post(
        "/greeting",
        ctx -> ctx.header("ETag", "\"1\"").result("posted " + ctx.bodyAsBytes().length));
    routes.get(
        "/odd",
        ctx -> {
          throw new ProblemException(Problem.of(409, "odd", "Odd", "th\u00e9 \u2026 \ud83c\udf75"));
        });
    routes.get(
        "/fatal",
        ctx -> {
          throw new AssertionError("secret detail");
        });
  }

  @AfterAll
  void stop() {
    service.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/nothing", "/greeting/", "//greeting", "/GREETING"})
  void knowsNoPathButTheRoutes(String path) throws Exception {
    HttpResponse<String> answer = client.send(request(path).build(), BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).contains("\"code\":\"no-such-route\"", "no route GET " + path);
  }

  @Test
  void saysWhichMethodsARouteHas() throws Exception {
    HttpResponse<String> answer =
        client.send(request("/greeting").DELETE().build(), BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.headers().firstValue("Allow")).contains("GET, POST, HEAD");
    assertThat(answer.headers().firstValue("Content-Type")).contains(Problem.CONTENT_TYPE);
    assertThat(answer.body()).contains("DELETE is not possible on /greeting, but GET, POST");
  }

  @Test
  void answersAnErrorThatIsNoException() throws Exception {
    HttpResponse<String> answer = client.send(request("/fatal").build(), BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(answer.headers().firstValue("Content-Type")).contains(Problem.CONTENT_TYPE);
    assertThat(answer.body()).contains("\"code\":\"internal\"").doesNotContain("secret");
  }

  @Test
  void writesProblemsInUtf8() throws Exception {
    HttpResponse<String> answer = client.send(request("/odd").build(), BodyHandlers.ofString());
    assertThat(answer.body()).contains("\"detail\":\"th\u00e9 \u2026 \ud83c\udf75\"");
  }

  @Test
  void takesTheMethodFromTheRequestLineOnly() throws Exception {
    HttpRequest get =
        request("/greeting?name=you").header("X-HTTP-Method-Override", "POST").build();
    assertThat(client.send(get, BodyHandlers.ofString()).body()).isEqualTo("hello you");
  }

  @Test
  void answersACommandWhoseVersionTheClientGuessed() throws Exception {
    HttpRequest post =
        request("/greeting")
            .header("If-None-Match", "\"1\"")
            .POST(HttpRequest.BodyPublishers.ofString("12345"))
            .build();
    HttpResponse<String> answer = client.send(post, BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("posted 5");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a/b; charset=utf-16", "a/b;charset=nonsense", "a/b; charset", "a/b; ;"})
  void readsTheQueryWhateverTheContentTypeSays(String contentType) throws Exception {
    HttpRequest get = request("/greeting?name=you").header("Content-Type", contentType).build();
    assertThat(client.send(get, BodyHandlers.ofString()).body()).isEqualTo("hello you");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GARBAGE\n\n",
        "GET /greeting HTTP/1.1\n\n",
        "PUT /%zz HTTP/1.1\nHost: h\n\n",
        "GET /greeting?name=%zz HTTP/1.1\nHost: h\n\n",
        "GET /greeting?% HTTP/1.1\nHost: h\n\n",
        "PUT /greeting HTTP/1.1\nHost: h\nContent-Length: x\n\n",
        "POST /greeting HTTP/1.1\nHost: h\nContent-Length: 9\n\nearly",
        "POST /greeting HTTP/1.1\nHost: h\nTransfer-Encoding: chunked\n\nzz\n",
      })
  void answersWhatIsNotHttpWithAProblem(String request) throws Exception {
    assertThat(raw(request))
        .startsWith("HTTP/1.1 400 ")
        .contains("Content-Type: application/problem+json\r\n")
        .contains("\"code\":\"http-400\"")
        .doesNotContainIgnoringCase("<html", "java.");
  }

  @Test
  void tellsThatItIsStopping() {
    Problem problem = JettyProblems.problem(503, null);
    assertThat(problem.code()).isEqualTo("stopping");
    assertThat(JettyProblems.problem(500, new IllegalStateException("secret")).toJson())
        .contains("\"code\":\"internal\"")
        .doesNotContain("secret");
  }

  private String raw(String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), service.port())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.replace("\n", "\r\n").getBytes(UTF_8));
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.port() + path));
  }
}
