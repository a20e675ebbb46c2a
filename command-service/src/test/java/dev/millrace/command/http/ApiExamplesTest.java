package dev.millrace.command.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** That the document's examples are true. */
class ApiExamplesTest {

  private static final ApiDocument DOCUMENT = new ApiDocument(ApiDocument.checkedIn());

  /** An example, and where what it is an example of is described. */
  private record Example(String described, JsonNode value) {

    List<String> errors() {
      String schema = described + "/schema";
      return DOCUMENT.errors(schema, value);
    }
  }

  @Test
  void examplesKeepTheirSchemas() {
    List<Example> examples = examples("");
    assertThat(examples).hasSizeGreaterThan(20);
    assertThat(examples)
        .allSatisfy(example -> assertThat(example.errors()).as(example.toString()).isEmpty());
  }

  @Test
  void totalsAddUp() {
    List<JsonNode> withTotal = DOCUMENT.at("/components/examples").findParents("totalMinor");
    assertThat(withTotal).hasSizeGreaterThan(3);
    for (JsonNode order : withTotal) {
      long total = 0;
      for (JsonNode item : order.path("items")) {
        total += item.path("quantity").asLong() * item.path("unitPriceMinor").asLong();
      }
      assertThat(order.path("totalMinor").asLong()).as(order.toString()).isEqualTo(total);
    }
  }

  @Test
  void theOrderIsTheOneThatTheKeyMakes() {
    JsonNode key = DOCUMENT.at("/components/parameters/IdempotencyKey/example");
    UUID order = OrderIds.createdBy(UUID.fromString(key.asText()));
    assertThat(DOCUMENT.at("/components/parameters/OrderId/example").asText())
        .isEqualTo(order.toString());
    assertThat(DOCUMENT.at("/components/headers/Location/example").asText())
        .isEqualTo("/orders/" + order);
    assertThat(DOCUMENT.at("/components/examples").findValuesAsText("orderId"))
        .isNotEmpty()
        .containsOnly(order.toString());
    assertThat(DOCUMENT.at("/components/examples").findValuesAsText("causationId"))
        .contains(key.asText());
  }

  private static List<Example> examples(String pointer) {
    List<Example> examples = new ArrayList<>();
    JsonNode here = DOCUMENT.at(pointer);
    if (here.has("schema") && here.has("example")) {
      examples.add(new Example(pointer, here.path("example")));
    }
    if (here.has("schema")) {
      for (String name : DOCUMENT.names(pointer + "/examples")) {
        String example = DOCUMENT.resolve(pointer + "/examples/" + name);
        examples.add(new Example(pointer, DOCUMENT.at(example + "/value")));
      }
    }
    for (int i = 0; here.isArray() && i < here.size(); i++) {
      examples.addAll(examples(pointer + "/" + i));
    }
    for (String name : DOCUMENT.names(pointer)) {
      examples.addAll(examples(pointer + "/" + name.replace("/", "~1")));
    }
    return examples;
  }
}
