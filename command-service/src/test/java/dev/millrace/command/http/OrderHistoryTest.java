package dev.millrace.command.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.command.http.ApiClient.Answer;
import dev.millrace.command.store.InMemoryEventStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The past of an order over HTTP: its versions, its times, its events page by page. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OrderHistoryTest {

  private static final int VERSIONS = 25;

  private TestApi server;
  private ApiClient api;
  private String order;

  @BeforeAll
  void createAnOrderWithAPast() {
    server = TestApi.over(new InMemoryEventStore());
    api = server.client();
    order = api.post("/orders", TestApi.CREATE).header("Location");
    for (int version = 2; version <= VERSIONS; version++) {
      api.put(order + "/items", OrderApiContract.items("tea", version));
    }
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void showsEveryVersion() {
    for (int version = 2; version <= VERSIONS; version++) {
      Answer then = api.get(order + "?version=" + version);
      assertThat(then.header("ETag")).isEqualTo("\"" + version + "\"");
      assertThat(then.json().at("/items/0/quantity").asInt()).isEqualTo(version);
    }
  }

  @Test
  void showsTheOrderAsItWasAtATime() {
    Instant created = Instant.parse(api.get(order).text("createdAt"));
    Instant updated = Instant.parse(api.get(order).text("updatedAt"));
    assertThat(api.get(order + "?at=" + updated).header("ETag")).isEqualTo("\"" + VERSIONS + "\"");
    assertThat(api.get(order + "?at=" + created.minusMillis(1)).status()).isEqualTo(404);
    Answer then = api.get(order + "?at=" + created);
    assertThat(Instant.parse(then.text("updatedAt"))).isEqualTo(created);
  }

  @Test
  void answersNothingToAClientThatHasIt() {
    for (String path : new String[] {order, order + "?version=3", order + "/events"}) {
      String tag = api.get(path).header("ETag");
      Answer again = api.send(api.builder(path).header("If-None-Match", tag));
      assertThat(again.status()).isEqualTo(304);
      assertThat(again.header("ETag")).isEqualTo(tag);
    }
  }

  @Test
  void knowsNoVersionThatIsYetToCome() {
    Answer answer = api.get(order + "?version=" + (VERSIONS + 1));
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.text("code")).isEqualTo("unknown-version");
    assertThat(answer.json().path("version").asLong()).isEqualTo(VERSIONS);
  }

  @Test
  void pagesThroughTheEvents() {
    List<Long> sequences = new ArrayList<>();
    String next = order + "/events?limit=10";
    int pages = 0;
    while (!next.isEmpty()) {
      Answer page = api.get(next);
      pages++;
      assertThat(page.json().path("version").asLong()).isEqualTo(VERSIONS);
      for (JsonNode event : page.json().path("events")) {
        sequences.add(event.path("sequence").asLong());
      }
      next = page.text("next");
      assertThat(page.header("Link"))
          .isEqualTo(next.isEmpty() ? "" : "<" + next + ">; rel=\"next\"");
    }
    assertThat(pages).isEqualTo(3);
    assertThat(sequences).hasSize(VERSIONS).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void startsWhereItIsTold() {
    Answer page = api.get(order + "/events?from=24");
    assertThat(page.json().path("events")).hasSize(2);
    assertThat(page.json().at("/events/0/sequence").asLong()).isEqualTo(24);
    assertThat(api.get(order + "/events?from=26").json().path("events")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "?version=0, version",
    "?version=one, version",
    "?at=yesterday, at",
    "?at=2026-01-01, at",
    "?version=1&at=2026-01-01T00:00:00Z, at",
    "/events?from=0, from",
    "/events?limit=1001, limit",
    "/events?limit=, limit",
  })
  void namesWhatIsWrongWithAQuestion(String question, String field) {
    Answer answer = api.get(order + question);
    assertThat(answer.status()).as(answer.raw().body()).isEqualTo(400);
    assertThat(answer.text("field")).isEqualTo(field);
  }

  @ParameterizedTest
  @CsvSource({"X-Meta-, abc, X-Meta-*", "X-Meta-a.b, abc, X-Meta-*"})
  void namesWhatIsWrongWithMetadata(String header, String value, String field) {
    Answer answer = api.post("/orders", TestApi.CREATE, header, value);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text("field")).isEqualTo(field);
  }

  @Test
  void boundsTheMetadata() {
    String[] headers = new String[2 * 17];
    for (int i = 0; i < 17; i++) {
      headers[2 * i] = "X-Meta-Entry-" + i;
      headers[2 * i + 1] = "value";
    }
    assertThat(api.post("/orders", TestApi.CREATE, headers).text("detail"))
        .isEqualTo("X-Meta-* must be at most 16 headers, got \"17 headers\"");
    Answer longOne = api.post("/orders", TestApi.CREATE, "X-Meta-Long", "x".repeat(257));
    assertThat(longOne.text("detail")).startsWith("X-Meta-Long must have at most 256 characters");
  }

  @Test
  void refusesACommandWhoseEventIsTooLarge() {
    String large = TestApi.CREATE.replace("\"tea\"", "\"" + "x".repeat(200) + "\"");
    StringBuilder items = new StringBuilder();
    for (int i = 0; i < 20; i++) {
      items.append(i == 0 ? "" : ",");
      items.append(
          "{\"productId\":\"%s\",\"quantity\":1,\"unitPriceMinor\":1}"
              .formatted("p".repeat(150) + i));
    }
    Answer answer =
        api.post(
            "/orders",
            large.replaceAll("(?s)\"items\":.*", "\"items\":[" + items + "]}"),
            "Idempotency-Key",
            UUID.randomUUID().toString());
    assertThat(answer.status()).as(answer.raw().body()).isEqualTo(413);
    assertThat(answer.text("code")).isEqualTo("event-too-large");
    assertThat(answer.json().path("limit").asInt()).isEqualTo(2_000);
  }
}
