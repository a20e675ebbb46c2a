package dev.millrace.command.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.command.http.ApiClient.Answer;
import dev.millrace.command.http.Exchange.Message;
import dev.millrace.command.store.InMemoryEventStore;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What fuzzing has found, each as a test of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileRequestsTest {

  private TestApi server;
  private ApiClient api;

  @BeforeAll
  void start() {
    server = TestApi.over(new InMemoryEventStore());
    api = server.client();
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void refusesABodyThatIsNotUtf8() {
    byte[] body = TestApi.CREATE.replace("tea", "th\u00e9").getBytes(StandardCharsets.ISO_8859_1);
    Answer answer =
        api.send(
            api.builder("/orders")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(body)));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text("detail")).isEqualTo("body must be UTF-8");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\ud800", "x\\udfffx", "\\udc00\\ud800"})
  void refusesHalfACharacter(String half) {
    Answer answer = api.post("/orders", TestApi.CREATE.replace("tea", half));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text("detail")).isEqualTo("body must not have unpaired surrogates");
  }

  @Test
  void keepsEveryWholeCharacter() {
    String product = "th\u00e9 \ud83c\udf75 \u0000";
    String body = TestApi.CREATE.replace("tea", "th\\u00e9 \ud83c\udf75 \\u0000");
    Answer created = api.post("/orders", body, "Content-Type", "application/json; charset=latin1");
    assertThat(created.json().at("/items/0/productId").asText()).isEqualTo(product);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "AAAAAAAAAAAAAAAAAAAAAA==", "7d9f3b1a2c4e4f6a8b0c1d2e3f4a5b6c"})
  void refusesACustomerIdInAnyOtherForm(String customerId) {
    String body = TestApi.CREATE.replace("7d9f3b1a-2c4e-4f6a-8b0c-1d2e3f4a5b6c", customerId);
    Answer answer = api.post("/orders", body);
    assertThat(answer.status()).as(answer.raw().body()).isEqualTo(400);
    assertThat(answer.text("field")).isEqualTo("customerId");
  }

  @Test
  void sendsLittleBackOfALongName() {
    String name = "n".repeat(40_000);
    Answer answer = api.post("/orders", TestApi.CREATE.replace("{\"c", "{\"" + name + "\":1,\"c"));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.raw().body()).hasSizeLessThan(1_000).contains("nnn… is unknown");
  }

  @Test
  void compressesALongAnswerForAClientThatTakesGzip() throws IOException {
    String order = api.post("/orders", TestApi.CREATE).header("Location");
    for (int items = 1; items <= 10; items++) {
      api.put(order + "/items", OrderApiContract.items("tea", items));
    }
    FuzzedRequest plain = FuzzedRequest.json("GET", order + "/events", "");
    FuzzedRequest gzip = plain.withHeader("Accept-Encoding", "gzip");
    var raw = new RawHttp(server.http().port());
    Message compressed = raw.send(gzip.bytes()).orElseThrow().message();
    assertThat(compressed.headers()).containsEntry("Content-Encoding", "gzip");
    assertThat(compressed.body())
        .hasSizeGreaterThan(1_500)
        .isEqualTo(raw.send(plain.bytes()).orElseThrow().message().body());
  }

  @Test
  void answersTheCorrelationIdOfACommandWhoseBodyIsWrong() {
    Answer answer = api.post("/orders", "{}", "X-Correlation-Id", "conversation");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.header("X-Correlation-Id")).isEqualTo("conversation");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/orders/", "//orders", "/orders;a=b"})
  void createsNoOrderBesideThePath(String path) {
    assertThat(api.post(path, TestApi.CREATE).text("code")).isEqualTo("no-such-route");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "%2B999999999-12-31T23:59:59Z",
        "2026-01-01T00:00Z",
        "2026-01-01T00:00:00",
        "2026-01-01T00:00:00%2B01:00:30",
        "2026-13-01T00:00:00Z",
      })
  void refusesATimeThatIsNotOfRfc3339(String at) {
    String order = api.post("/orders", TestApi.CREATE).header("Location");
    Answer answer = api.get(order + "?at=" + at);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text("detail")).startsWith("at must be an RFC 3339 time");
  }
}
