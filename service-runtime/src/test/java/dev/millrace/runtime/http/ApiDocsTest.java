package dev.millrace.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The document and its page, on a service that has nothing else yet. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApiDocsTest {

  private static final Pattern LINK = Pattern.compile("(?:src|href)=\"([^\"]*)\"");

  private final HttpClient client = HttpClient.newHttpClient();
  private HttpService service;

  @BeforeAll
  void start() {
    service = start("/test-api.json");
  }

  @AfterAll
  void stop() {
    service.close();
  }

  @Test
  void servesTheDocument() throws Exception {
    HttpResponse<String> document = get("/test-api.json");
    assertThat(document.statusCode()).isEqualTo(200);
    assertThat(header(document, "Content-Type")).isEqualTo("application/json");
    assertThat(document.body()).isEqualTo(Resources.text("test-api.json"));
  }

  @Test
  void servesAPageThatNamesTheDocument() throws Exception {
    HttpResponse<String> page = get("/docs");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(header(page, "Content-Type")).isEqualTo("text/html;charset=utf-8");
    assertThat(page.body()).contains("data-document=\"/test-api.json\"").doesNotContain("${");
  }

  @Test
  void servesEverythingThatThePageLoadsForGood() throws Exception {
    for (String link : linksOf(get("/docs").body())) {
      HttpResponse<String> asset = get(link);
      assertThat(asset.statusCode()).as(link).isEqualTo(200);
      assertThat(asset.body()).as(link).hasSizeGreaterThan(100_000);
      assertThat(header(asset, "Content-Type"))
          .isEqualTo(
              link.endsWith(".css") ? "text/css;charset=utf-8" : "text/javascript;charset=utf-8");
      assertThat(header(asset, "Cache-Control")).contains("max-age=31536000", "immutable");
    }
  }

  @Test
  void allowsThePageNoOtherHost() throws Exception {
    HttpResponse<String> page = get("/docs");
    String policy = header(page, "Content-Security-Policy");
    assertThat(policy).startsWith("default-src 'none'").doesNotContain("http", "*", "eval");
    assertThat(page.body()).doesNotContain("http:", "https:", "src=\"//", "href=\"//");
    String script = page.body().replaceAll("(?s).*<script>(.*)</script>.*", "$1");
    assertThat(ContentPolicy.ownPageWith(script)).isEqualTo(policy);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/docs/${version}/swagger-ui.js",
        "/docs/${version}/index.html",
        "/docs/${version}/..%2f..%2f..%2f..%2flogback.xml",
        "/docs/${version}/%2e%2e/%2e%2e/logback.xml",
        "/docs/..%2f${version}/swagger-ui.css",
        "/docs/0.0.1/swagger-ui.css",
        "/docs/${version}",
        "/docs/${version}/",
      })
  void servesNoOtherFile(String path) throws Exception {
    HttpResponse<String> answer = get(path.replace("${version}", version()));
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).contains("\"code\":\"no-such-route\"");
  }

  @Test
  void refusesADocumentThatIsNotThere() {
    assertThatThrownBy(() -> start("/nowhere.json"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("no nowhere.json on the class path");
  }

  private static HttpService start(String document) {
    return HttpService.start(
        new HttpSettings("127.0.0.1", 0, 1024, 100),
        new HttpService.Operations(new Health(), Metrics.registry("test")),
        routes -> ApiDocs.addTo(routes, document));
  }

  private String version() throws Exception {
    return linksOf(get("/docs").body()).get(0).split("/")[2];
  }

  private static List<String> linksOf(String page) {
    List<String> links =
        LINK.matcher(page)
            .results()
            .map((MatchResult result) -> result.group(1))
            .filter(link -> !link.startsWith("data:"))
            .toList();
    assertThat(links).hasSize(2);
    return links;
  }

  private HttpResponse<String> get(String path) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + service.port() + path);
    return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
  }

  private static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }
}
