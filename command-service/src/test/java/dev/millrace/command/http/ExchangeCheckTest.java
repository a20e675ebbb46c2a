package dev.millrace.command.http;

import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.command.store.InMemoryEventStore;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** That the check of every exchange can fail: real exchanges against documents that lie. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExchangeCheckTest {

  private static final String CREATE = "/paths/~1orders/post";

  private TestApi server;
  private HttpResponse<String> created;
  private HttpResponse<String> read;
  private HttpResponse<String> refused;

  @BeforeAll
  void exchange() {
    server = TestApi.over(new InMemoryEventStore());
    ApiClient api = server.client();
    created = api.post("/orders", TestApi.CREATE, "X-User-Id", "me").raw();
    read = api.get(created.headers().firstValue("Location").orElseThrow() + "?version=1").raw();
    refused = api.get("/nothing").raw();
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void acceptsWhatIsDocumented() {
    for (HttpResponse<String> response : List.of(created, read, refused)) {
      assertThatNoException().isThrownBy(() -> check(response, document -> {}));
    }
  }

  @Test
  void refusesAPathThatIsNotDocumented() {
    refuses(created, "the operation is not documented", d -> object(d, "/paths").remove("/orders"));
  }

  @Test
  void refusesAStatusThatIsNotDocumented() {
    refuses(
        created,
        "status 201 is not documented",
        document -> object(document, CREATE + "/responses").remove("201"));
  }

  @Test
  void refusesAContentTypeThatIsNotDocumented() {
    refuses(
        created,
        "content type application/json is not documented",
        document -> object(document, CREATE + "/responses/201/content").removeAll());
  }

  @Test
  void refusesAnAnswerWithoutARequiredHeader() {
    refuses(
        created,
        "header Age is missing",
        document ->
            object(document, CREATE + "/responses/201/headers")
                .putObject("Age")
                .put("required", true));
  }

  @Test
  void refusesAHeaderThatBreaksItsSchema() {
    refuses(
        created,
        "ETag",
        document -> object(document, "/components/headers/ETag/schema").put("pattern", "^W/"));
  }

  @Test
  void refusesAnAnswerThatBreaksItsSchema() {
    refuses(
        read,
        "answer /totalMinor",
        d -> object(d, "/components/schemas/MinorUnits").put("maximum", 899));
  }

  @Test
  void refusesAnAnswerThatBreaksAFormat() {
    refuses(
        read,
        "answer /orderId",
        d -> object(d, "/components/schemas/Order/properties/orderId").put("format", "ipv4"));
  }

  @Test
  void refusesASchemaWithAMisspeltKeyword() {
    refuses(read, "maxLenght", d -> object(d, "/components/schemas/Text").put("maxLenght", 200));
  }

  @Test
  void refusesAnAnswerWithAMemberThatIsNotDocumented() {
    refuses(
        read,
        "'updatedAt'",
        d -> object(d, "/components/schemas/Order/properties").remove("updatedAt"));
  }

  @Test
  void refusesAnAnswerWithoutARequiredMember() {
    refuses(
        refused,
        "'cause'",
        d -> ((ArrayNode) d.at("/components/schemas/Problem/required")).add("cause"));
  }

  @Test
  void refusesAnAcceptedBodyThatBreaksItsSchema() {
    refuses(
        created,
        "request /currency",
        d -> object(d, "/components/schemas/Currency").put("pattern", "^USD$"));
  }

  @Test
  void refusesAcceptedParametersThatBreakTheirSchemas() {
    refuses(
        created,
        "parameter X-User-Id",
        d -> object(d, "/components/parameters/UserId/schema").put("maxLength", 1));
    refuses(
        read,
        "parameter version",
        d -> object(d, "/paths/~1orders~1{id}/get/parameters/1/schema").put("minimum", 2));
  }

  private static void refuses(HttpResponse<String> response, String error, Consumer<JsonNode> lie) {
    assertThatThrownBy(() -> check(response, lie))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining(error);
  }

  private static void check(HttpResponse<String> response, Consumer<JsonNode> lie) {
    JsonNode document = ApiDocument.checkedIn();
    lie.accept(document);
    new ExchangeCheck(new ApiDocument(document)).check(Exchange.of(response));
  }

  private static ObjectNode object(JsonNode document, String pointer) {
    return document.withObject(pointer);
  }
}
