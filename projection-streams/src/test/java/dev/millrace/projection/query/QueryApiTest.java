package dev.millrace.projection.query;

import static dev.millrace.projection.query.QueryFixtures.CUSTOMER;
import static dev.millrace.projection.query.QueryFixtures.NOBODY;
import static dev.millrace.projection.query.QueryFixtures.ORDER;
import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.NoNodeAvailableException;
import dev.millrace.contract.ContractJson;
import dev.millrace.projection.query.QueryClient.Answer;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The query API over memory, by HTTP. */
// One server a class: stopping one waits for the idle connections of its clients.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QueryApiTest {

  private static final String ORDER_PATH = "/orders/" + ORDER;
  private static final String CUSTOMER_PATH = "/customers/" + CUSTOMER;

  private final InMemoryViews views = new InMemoryViews();
  private QueryServer server;
  private QueryClient api;

  @BeforeAll
  void start() {
    views.put(QueryFixtures.view(ORDER, 3));
    views.put(QueryFixtures.summary());
    server = new QueryServer(views);
    api = server.client();
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void anOrderIsItsViewWithItsVersion() {
    Answer answer = api.get(ORDER_PATH);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("ETag")).isEqualTo("\"3\"");
    assertThat(answer.header("Content-Type")).startsWith("application/json");
    assertThat(answer.raw().body())
        .isEqualTo(ContractJson.write(QueryFixtures.view(ORDER, 3)))
        .contains("\"status\":\"CONFIRMED\"", "\"createdAt\":\"2026-11-23T12:00:00.125Z\"");
  }

  @Test
  void aSummaryIsTheCustomerWithItsVersion() {
    Answer answer = api.get(CUSTOMER_PATH);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("ETag")).isEqualTo("\"7\"");
    assertThat(answer.json().path("ordersByStatus").path("CREATED").asLong()).isEqualTo(2);
    assertThat(answer.json().path("lifetimeTotals").path("EUR").asLong()).isEqualTo(1_800);
    assertThat(answer.text("lastOrderId")).isEqualTo(ORDER.toString());
  }

  @Test
  void saysThatThereIsNoSuchOrderOrCustomer() {
    Answer order = api.get("/orders/" + NOBODY);
    assertThat(order.status()).isEqualTo(404);
    assertThat(order.header("Content-Type")).startsWith("application/problem+json");
    assertThat(order.text("code")).isEqualTo("unknown-order");
    Answer customer = api.get("/customers/" + NOBODY);
    assertThat(customer.status()).isEqualTo(404);
    assertThat(customer.text("code")).isEqualTo("unknown-customer");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /orders/7                        | order id    | order id must be a UUID, got "7"
          /orders/1-1-1-1-1                | order id    | order id must be a UUID, got "1-1-1-1-1"
          /customers/x                     | customer id | customer id must be a UUID, got "x"
          /customers/x/orders              | customer id | customer id must be a UUID, got "x"
          /orders/{o}?minVersion=-1        | minVersion  | minVersion must be a whole number from 0, got "-1"
          /orders/{o}?minVersion=          | minVersion  | minVersion must be a whole number from 0, got ""
          /orders/{o}?waitMillis=1s        | waitMillis  | waitMillis must be a whole number from 0, got "1s"
          /customers/{c}/orders?pageSize=0 | pageSize    | pageSize must be a whole number 1..200, got "0"
          /customers/{c}/orders?pageSize=201 | pageSize  | pageSize must be a whole number 1..200, got "201"
          /customers/{c}/orders?pageToken=x | pageToken  | pageToken must be the nextPageToken of an earlier answer, got "x"
          """)
  void namesTheFieldThatIsWrong(String path, String field, String detail) {
    Answer answer =
        api.get(path.replace("{o}", ORDER.toString()).replace("{c}", CUSTOMER.toString()));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text("field")).isEqualTo(field);
    assertThat(answer.text("detail")).isEqualTo(detail);
  }

  @Test
  void aVersionThatIsThereIsAnsweredAtOnce() {
    assertThat(api.get(ORDER_PATH + "?minVersion=3&waitMillis=0").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({"minVersion=4", "minVersion=4&waitMillis=0", "minVersion=4&waitMillis=5"})
  void saysHowFarBehindAViewIs(String query) {
    Answer answer = api.get(ORDER_PATH + "?" + query);
    assertThat(answer.status()).isEqualTo(504);
    assertThat(answer.text("code")).isEqualTo("view-behind");
    assertThat(answer.json().path("version").asLong()).isEqualTo(3);
    assertThat(answer.json().path("minVersion").asLong()).isEqualTo(4);
    assertThat(answer.text("detail"))
        .isEqualTo("order " + ORDER + " is projected up to version 3, not 4");
  }

  @Test
  void anOrderThatIsNotProjectedYetIsBehindAndNotUnknown() {
    Answer answer = api.get("/orders/" + NOBODY + "?minVersion=1");
    assertThat(answer.status()).isEqualTo(504);
    assertThat(answer.json().path("version").asLong()).isZero();
  }

  @Test
  void waitsForAVersionThatIsOnItsWay() {
    UUID order = UUID.randomUUID();
    int looks = views.looks();
    var answer = api.start("/orders/" + order + "?minVersion=2&waitMillis=60000");
    Awaitility.await().until(() -> views.looks() > looks);
    views.put(QueryFixtures.view(order, 2));
    assertThat(answer.join().header("ETag")).isEqualTo("\"2\"");
  }

  @Test
  void saysThatTheReadModelIsAway() {
    for (String path : List.of(ORDER_PATH, CUSTOMER_PATH, CUSTOMER_PATH + "/orders")) {
      Answer answer = whileFailing(new NoNodeAvailableException(), path);
      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.text("code")).isEqualTo("read-model-unavailable");
      assertThat(answer.header("Retry-After")).isEqualTo("1");
    }
  }

  @Test
  void anErrorOfItsOwnIsNotShown() {
    Answer answer = whileFailing(new IllegalStateException("secret"), ORDER_PATH);
    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.raw().body()).doesNotContain("secret");
  }

  private Answer whileFailing(Throwable failure, String path) {
    views.failWith(failure);
    try {
      return api.get(path);
    } finally {
      views.failWith(null);
    }
  }
}
