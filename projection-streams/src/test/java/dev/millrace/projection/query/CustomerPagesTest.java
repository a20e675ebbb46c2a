package dev.millrace.projection.query;

import static dev.millrace.projection.query.QueryFixtures.CUSTOMER;
import static dev.millrace.projection.query.QueryFixtures.NOBODY;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.projection.query.QueryClient.Answer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A customer's orders by HTTP, page by page. */
// One server a class: stopping one waits for the idle connections of its clients.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CustomerPagesTest {

  private static final String CUSTOMER_PATH = "/customers/" + CUSTOMER;

  private QueryServer server;
  private QueryClient api;

  @BeforeAll
  void start() {
    var views = new InMemoryViews();
    for (int number = 1; number <= 25; number++) {
      views.put(QueryFixtures.order(number));
    }
    server = new QueryServer(views);
    api = server.client();
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void pagesHoldEveryOrderOnceNewestFirst() {
    List<String> seen = new ArrayList<>();
    List<Integer> sizes = new ArrayList<>();
    String next = "";
    do {
      Answer page = api.get(CUSTOMER_PATH + "/orders?pageSize=10" + next);
      page.json().path("orders").forEach(order -> seen.add(order.path("orderId").asText()));
      sizes.add(page.json().path("orders").size());
      JsonNode token = page.json().path("nextPageToken");
      next = token.isMissingNode() ? "" : "&pageToken=" + token.asText();
    } while (!next.isEmpty());
    assertThat(sizes).containsExactly(10, 10, 5);
    List<String> newestFirst = new ArrayList<>();
    for (int number = 25; number >= 1; number--) {
      newestFirst.add(QueryFixtures.order(number).orderId().toString());
    }
    assertThat(seen).containsExactlyElementsOf(newestFirst);
  }

  @Test
  void aFullLastPageHasNoNext() {
    Answer all = api.get(CUSTOMER_PATH + "/orders?pageSize=25");
    assertThat(all.json().path("orders")).hasSize(25);
    assertThat(all.json().has("nextPageToken")).isFalse();
    assertThat(api.get(CUSTOMER_PATH + "/orders").json().path("orders")).hasSize(20);
  }

  @Test
  void aCustomerWithoutOrdersHasAnEmptyPage() {
    Answer answer = api.get("/customers/" + NOBODY + "/orders");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.raw().body()).isEqualTo("{\"orders\":[]}");
  }
}
