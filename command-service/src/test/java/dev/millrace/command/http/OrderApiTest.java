package dev.millrace.command.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.command.http.ApiClient.Answer;
import dev.millrace.command.store.EventStore;
import dev.millrace.command.store.InMemoryEventStore;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The API over memory: the contract, and everything that a client can get wrong. */
class OrderApiTest extends OrderApiContract {

  private final InMemoryEventStore store = new InMemoryEventStore();

  @Override
  EventStore store() {
    return store;
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          not json                                | body                 | body must be valid JSON
          []                                      | body                 | body must be an object
          null                                    | body                 | body
          {}                                      | customerId           | customerId is missing
          "currency":"EUR"  -> "currency":null    | currency             | currency
          "currency":"EUR"  -> "currency":7       | currency             | currency must be a string
          "EUR"             -> "euro"             | currency             | currency must be an ISO 4217 code
          "7d9f3b1a         -> "nonsense          | customerId           | customerId must be a UUID
          "quantity":2      -> "quantity":-2      | items[0].quantity    | items[0].quantity must be 1..10000, got -2
          "quantity":2      -> "quantity":10001   | items[0].quantity    | items[0].quantity must be 1..10000, got 10001
          "quantity":2      -> "quantity":9999999999 | items[0].quantity | items[0].quantity
          "quantity":2      -> "quantity":2.5     | items[0].quantity    | items[0].quantity
          "quantity":2      -> "quantity":"2"     | items[0].quantity    | items[0].quantity
          "quantity":2,     ->                    | items[0].quantity    | items[0].quantity is missing
          "quantity":2      -> "quantity":2,"x":1 | items[0].x           | items[0].x is unknown
          "currency"        -> "colour":1,"currency" | colour            | colour is unknown
          "currency":"EUR"  -> "currency":"EUR","currency":"USD" | body  | body must be valid JSON
          450}]}            -> 450}]} {}          | body                 | body
          """)
  void namesWhatIsWrongWithABody(String change, String field, String detail) {
    Answer answer = api.post("/orders", changed(change));
    assertThat(answer.status()).as(answer.raw().body()).isEqualTo(400);
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    assertThat(answer.text("field")).as(answer.raw().body()).isEqualTo(field);
    assertThat(answer.text("detail"))
        .startsWith(detail)
        .doesNotContain("com.fasterxml", "dev.mill");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"code":"BORED","text":"x"}         | reason.code | reason.code must be one of [CUSTOMER_REQUEST, OUT_OF_STOCK, PAYMENT_FAILED, SUSPECTED_FRAUD, OTHER], got "BORED"
          {"code":"other","text":"x"}         | reason.code | reason.code must be one of [
          {"code":"","text":"x"}              | reason.code | reason.code must be one of [
          {"code":"4","text":"x"}             | reason.code | reason.code must be one of [
          {"code":4,"text":"x"}               | reason.code | reason.code must be one of [
          {"code":{},"text":"x"}              | reason.code | reason.code must be one of [
          {"code":null,"text":"x"}            | reason.code | reason.code
          {"text":"x"}                        | reason.code | reason.code is missing
          {"code":"OTHER"}                    | reason.text | reason.text is missing
          {"code":"OTHER","text":7}           | reason.text | reason.text must be a string
          {"code":"OTHER","text":" "}         | reason.text | reason.text must not be blank
          {"code":"OTHER","text":"x","why":1} | reason.why  | reason.why is unknown
          "changed my mind"                   | reason      | reason must be an object
          null                                | reason      | reason
          """)
  void namesWhatIsWrongWithAReason(String reason, String field, String detail) {
    Answer answer =
        api.post(newOrder() + "/cancel", "{\"reason\":" + reason + ",\"cancelledBy\":\"me\"}");
    assertThat(answer.status()).as(answer.raw().body()).isEqualTo(400);
    assertThat(answer.text("field")).as(answer.raw().body()).isEqualTo(field);
    assertThat(answer.text("detail"))
        .startsWith(detail)
        .doesNotContain("com.fasterxml", "dev.mill");
  }

  private static String changed(String change) {
    String[] parts = change.split("->");
    return parts.length == 1 && !change.contains("->")
        ? change
        : CREATE.replace(parts[0].strip(), parts.length > 1 ? parts[1].strip() : "");
  }

  @ParameterizedTest
  @CsvSource({
    "Idempotency-Key, 42",
    "Idempotency-Key, ''",
    "If-Match, ''",
    "If-Match, 7",
    "If-Match, W/\"7\"",
    "traceparent, 00-zz",
  })
  void namesTheHeaderThatIsWrong(String header, String value) {
    Answer answer = api.post("/orders", CREATE, header, value);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text("field")).isEqualTo(header);
    assertThat(answer.text("detail")).contains("got \"" + value);
  }

  @Test
  void refusesAnIdThatIsNoUuid() {
    for (String path : new String[] {"/orders/7", "/orders/1-1-1-1-1", "/orders/7/events"}) {
      Answer answer = api.get(path);
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.text("detail")).startsWith("order id must be a UUID, got");
    }
  }

  @Test
  void refusesAnotherContentType() {
    Answer answer =
        api.send(
            api.builder("/orders")
                .header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString(CREATE)));
    assertThat(answer.status()).isEqualTo(415);
    assertThat(answer.text("field")).isEqualTo("Content-Type");
  }

  @Test
  void refusesABodyOver256KiB() {
    Answer answer = api.post("/orders", CREATE + " ".repeat(256 * 1024));
    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.text("code")).isEqualTo("body-too-large");
  }

  @Test
  void saysThatTheStoreIsAway() {
    String order = newOrder();
    store.setAway(true);
    Answer[] answers = {api.get(order), api.post(order + "/confirm", "{}")};
    store.setAway(false);
    for (Answer answer : answers) {
      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.header("Retry-After")).isEqualTo("1");
      assertThat(answer.text("detail")).contains("retrying with the same Idempotency-Key is safe");
    }
  }

  @Test
  void answersUnknownRoutesAndMethodsWithProblems() {
    assertThat(api.get("/nothing").text("code")).isEqualTo("no-such-route");
    Answer put = api.put("/orders", "{}");
    assertThat(put.text("code")).isEqualTo("method-not-allowed");
    assertThat(put.header("Allow")).isEqualTo("POST");
  }
}
