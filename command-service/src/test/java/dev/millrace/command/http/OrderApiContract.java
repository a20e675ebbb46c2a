package dev.millrace.command.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.command.http.ApiClient.Answer;
import dev.millrace.command.store.EventStore;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The order's HTTP API, on any event store. */
// One server a class: stopping one waits for the idle connections of its clients.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class OrderApiContract {

  static final String CREATE = TestApi.CREATE;

  private TestApi server;
  ApiClient api;

  abstract EventStore store();

  @BeforeAll
  void start() {
    server = TestApi.over(store());
    api = server.client();
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void leadsAnOrderThroughItsLife() {
    Answer created = api.post("/orders", CREATE);
    assertThat(created.status()).isEqualTo(201);
    String order = created.header("Location");
    assertThat(order).isEqualTo("/orders/" + created.text("orderId"));
    assertThat(created.header("ETag")).isEqualTo("\"1\"");
    assertThat(created.json().path("totalMinor").asLong()).isEqualTo(900);

    assertThat(api.put(order + "/items", items("pot", 3)).status()).isEqualTo(200);
    assertThat(api.post(order + "/confirm", "{}").text("status")).isEqualTo("CONFIRMED");
    assertThat(
            api.post(order + "/ship", "{\"trackingNumber\":\"T\",\"carrier\":\"post\"}").status())
        .isEqualTo(200);
    Answer delivered = api.post(order + "/deliver", "{\"signature\":\"A. Reader\"}");
    assertThat(delivered.header("ETag")).isEqualTo("\"5\"");

    Answer current = api.get(order);
    assertThat(current.json()).isEqualTo(delivered.json());
    assertThat(current.text("status")).isEqualTo("DELIVERED");
    assertThat(current.json().path("shipment").path("carrier").asText()).isEqualTo("post");
  }

  @Test
  void cancelsForAReasonThatHasACode() {
    String order = newOrder();
    Answer cancelled =
        api.post(
            order + "/cancel",
            "{\"reason\":{\"code\":\"CUSTOMER_REQUEST\",\"text\":\"late\"},\"cancelledBy\":\"me\"}");
    assertThat(cancelled.status()).isEqualTo(200);
    assertThat(cancelled.text("status")).isEqualTo("CANCELLED");
    var reason = api.get(order).json().path("cancellation").path("reason");
    assertThat(reason.path("code").asText()).isEqualTo("CUSTOMER_REQUEST");
    assertThat(reason.path("text").asText()).isEqualTo("late");
    var event = api.get(order + "/events").json().path("events").get(1);
    assertThat(event.path("schemaVersion").asInt()).isEqualTo(2);
    assertThat(event.path("data").path("reason")).isEqualTo(reason);
  }

  @Test
  void confirmsWithoutABody() {
    String order = newOrder();
    var request =
        api.builder(order + "/confirm").POST(java.net.http.HttpRequest.BodyPublishers.noBody());
    assertThat(api.send(request).text("status")).isEqualTo("CONFIRMED");
  }

  @Test
  void showsTheHistoryWithAllMetadata() {
    String trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    String key = UUID.randomUUID().toString();
    Answer created =
        api.post(
            "/orders",
            CREATE,
            "Idempotency-Key",
            key,
            "X-Correlation-Id",
            "conversation",
            "X-User-Id",
            "me",
            "traceparent",
            trace,
            "X-Meta-Channel",
            "web");
    assertThat(created.header("X-Correlation-Id")).isEqualTo("conversation");
    Answer history = api.get(created.header("Location") + "/events");
    assertThat(history.json().path("events")).hasSize(1);
    var event = history.json().path("events").get(0);
    assertThat(event.path("type").asText()).isEqualTo("order.created");
    assertThat(event.path("sequence").asLong()).isEqualTo(1);
    assertThat(event.path("data").path("currency").asText()).isEqualTo("EUR");
    assertThat(event.path("metadata").path("causationId").asText()).isEqualTo(key);
    assertThat(event.path("metadata").path("correlationId").asText()).isEqualTo("conversation");
    assertThat(event.path("metadata").path("userId").asText()).isEqualTo("me");
    assertThat(event.path("metadata").path("attributes").path("channel").asText()).isEqualTo("web");
    assertThat(event.path("metadata").path("traceparent").asText()).isEqualTo(trace);
  }

  @Test
  void answersARepeatedCommandAsTheFirstTime() {
    String key = UUID.randomUUID().toString();
    Answer first = api.post("/orders", CREATE, "Idempotency-Key", key);
    api.post(first.header("Location") + "/confirm", "{}");
    Answer again = api.post("/orders", CREATE, "Idempotency-Key", key);
    assertThat(again.status()).isEqualTo(201);
    assertThat(again.raw().body()).isEqualTo(first.raw().body());
    assertThat(again.header("ETag")).isEqualTo("\"1\"");
  }

  @Test
  void refusesAKeyThatWasUsedForAnotherCommand() {
    String key = UUID.randomUUID().toString();
    api.post("/orders", CREATE, "Idempotency-Key", key);
    Answer other = api.post("/orders", CREATE.replace("EUR", "USD"), "Idempotency-Key", key);
    assertThat(other.status()).isEqualTo(422);
    assertThat(other.text("code")).isEqualTo("idempotency-key-reused");
  }

  @Test
  void answersABrokenRuleWithReasonAndVersion() {
    String order = newOrder();
    Answer answer = api.post(order + "/deliver", "{\"signature\":\"x\"}");
    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    assertThat(answer.text("code")).isEqualTo("not-shipped");
    assertThat(answer.json().path("version").asLong()).isEqualTo(1);
  }

  @Test
  void holdsIfMatchAgainstTheVersion() {
    String order = newOrder();
    Answer mismatch = api.post(order + "/confirm", "{}", "If-Match", "\"7\"");
    assertThat(mismatch.status()).isEqualTo(412);
    assertThat(mismatch.json().path("version").asLong()).isEqualTo(1);
    assertThat(api.post(order + "/confirm", "{}", "If-Match", "\"1\"").status()).isEqualTo(200);
  }

  @Test
  void knowsNoOrderThatWasNotCreated() {
    String order = "/orders/" + UUID.randomUUID();
    assertThat(api.get(order).status()).isEqualTo(404);
    assertThat(api.get(order + "/events").status()).isEqualTo(404);
    Answer answer = api.post(order + "/confirm", "{}");
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.text("code")).isEqualTo("unknown-order");
  }

  String newOrder() {
    return api.post("/orders", CREATE).header("Location");
  }

  static String items(String productId, int quantity) {
    return "{\"items\":[{\"productId\":\"%s\",\"quantity\":%d,\"unitPriceMinor\":450}]}"
        .formatted(productId, quantity);
  }
}
