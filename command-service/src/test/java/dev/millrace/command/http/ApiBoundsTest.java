package dev.millrace.command.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.command.http.ApiClient.Answer;
import dev.millrace.command.store.InMemoryEventStore;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** That the document's bounds are those of the code: what is on them passes, one more does not. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApiBoundsTest {

  private static final ApiDocument DOCUMENT = new ApiDocument(ApiDocument.checkedIn());
  private static final String SCHEMAS = "/components/schemas/";
  private static final String PARAMETERS = "/components/parameters/";

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
  void quantities() {
    int min = bound(SCHEMAS + "Item/properties/quantity/minimum");
    int max = bound(SCHEMAS + "Item/properties/quantity/maximum");
    assertThat(createdWith("\"quantity\":2", "\"quantity\":" + min)).isEqualTo("");
    assertThat(createdWith("\"quantity\":2", "\"quantity\":" + max)).isEqualTo("");
    for (int outside : new int[] {min - 1, max + 1}) {
      assertThat(createdWith("\"quantity\":2", "\"quantity\":" + outside))
          .isEqualTo("quantity-out-of-range");
    }
  }

  @Test
  void prices() {
    String max = DOCUMENT.at(SCHEMAS + "MinorUnits/maximum").asText();
    int min = bound(SCHEMAS + "MinorUnits/minimum");
    assertThat(createdWith("2,\"unitPriceMinor\":450", "1,\"unitPriceMinor\":" + max))
        .isEqualTo("");
    assertThat(createdWith("2,\"unitPriceMinor\":450", "1,\"unitPriceMinor\":" + max + "0"))
        .isEqualTo("invalid-request");
    assertThat(createdWith("450", String.valueOf(min))).isEqualTo("");
    assertThat(createdWith("450", String.valueOf(min - 1))).isEqualTo("negative-price");
    assertThat(createdWith("450", max)).isEqualTo("total-overflow");
  }

  @Test
  void texts() {
    int max = bound(SCHEMAS + "Text/maxLength");
    assertThat(createdWith("tea", "x".repeat(max))).isEqualTo("");
    assertThat(createdWith("tea", "x".repeat(max + 1))).isEqualTo("text-too-long");
    assertThat(createdWith("tea", "")).isEqualTo("blank-text");
    assertThat(createdWith("tea", "\\t\\u2028 \\u3000")).isEqualTo("blank-text");
    assertThat(createdWith("tea", "\\u00a0")).isEqualTo("");
  }

  @Test
  void lines() {
    int max = bound(SCHEMAS + "Items/maxItems");
    // As many as that make an event that these tests' handler finds too large.
    assertThat(createdWith("(?s)\\[.*]", lines(max))).isEqualTo("event-too-large");
    assertThat(createdWith("(?s)\\[.*]", lines(max + 1))).isEqualTo("too-many-items");
    assertThat(createdWith("(?s)\\[.*]", "[]")).isEqualTo("empty-order");
  }

  private static String lines(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "{\"productId\":\"p%d\",\"quantity\":1,\"unitPriceMinor\":1}".formatted(i))
        .collect(Collectors.joining(",", "[", "]"));
  }

  @Test
  void headers() {
    for (String parameter : new String[] {"CorrelationId", "UserId", "Metadata"}) {
      String header = DOCUMENT.at(PARAMETERS + parameter + "/name").asText();
      int max = bound(PARAMETERS + parameter + "/schema/maxLength");
      assertThat(code(api.post("/orders", TestApi.CREATE, header, "x".repeat(max)))).isEqualTo("");
      Answer longer = api.post("/orders", TestApi.CREATE, header, "x".repeat(max + 1));
      assertThat(longer.text("field")).isEqualToIgnoringCase(header);
    }
  }

  @Test
  void pages() {
    String events = api.post("/orders", TestApi.CREATE).header("Location") + "/events?limit=";
    String limit = "/paths/~1orders~1{id}~1events/get/parameters/2/schema/";
    int max = bound(limit + "maximum");
    assertThat(code(api.get(events + max))).isEqualTo("");
    assertThat(code(api.get(events + (max + 1)))).isEqualTo("invalid-request");
    assertThat(code(api.get(events + (bound(limit + "minimum") - 1)))).isEqualTo("invalid-request");
  }

  private static int bound(String pointer) {
    assertThat(DOCUMENT.at(pointer).isInt()).as(pointer).isTrue();
    return DOCUMENT.at(pointer).asInt();
  }

  private String createdWith(String old, String replacement) {
    String body = TestApi.CREATE.replaceAll(old, replacement.replace("\\", "\\\\"));
    assertThat(body).isNotEqualTo(TestApi.CREATE);
    return code(api.post("/orders", body));
  }

  /** The problem's; empty if there is none. */
  private static String code(Answer answer) {
    return answer.text("code");
  }
}
