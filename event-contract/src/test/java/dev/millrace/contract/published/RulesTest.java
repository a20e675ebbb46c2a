package dev.millrace.contract.published;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each rule of the gate, by a change to the contract that is published. */
class RulesTest {

  private static final String NEW_VERSION =
      ": publish a new version instead (docs/evolving-events.md)";
  private static final String BESIDE =
      ": keep it, and add what is new beside it (docs/contract.md)";

  private Contract published;

  @BeforeEach
  void read() throws IOException {
    published = Contract.in(Path.of("src/test/resources/published"));
  }

  @Test
  void aRemovedFieldBreaks() {
    assertThat(verdicts("order.created v1", schema -> remove(schema, "currency")))
        .containsExactly(
            "order.created v1: field `currency` removed; a consumer that reads it breaks"
                + NEW_VERSION);
  }

  @Test
  void aFieldOfAPartIsNamedByItsPath() {
    assertThat(
            verdicts(
                "order.created v1",
                schema ->
                    at(schema, "/properties/items/items/properties/quantity")
                        .put("type", "string")))
        .containsExactly(
            "order.created v1: field `items[].quantity` type changed from \"integer\" to \"string\""
                + NEW_VERSION);
  }

  @Test
  void anotherFormatBreaks() {
    assertThat(
            verdicts(
                "order.created v1",
                schema -> at(schema, "/properties/customerId").remove("format")))
        .containsExactly(
            "order.created v1: field `customerId` format changed from \"uuid\" to nothing"
                + NEW_VERSION);
  }

  @Test
  void aFieldThatMayBeAbsentFromNowOnBreaks() {
    assertThat(verdicts("order.shipped v1", schema -> unrequire(schema, "carrier")))
        .containsExactly(
            "order.shipped v1: field `carrier` no longer required; a consumer that reads it may"
                + " miss it"
                + NEW_VERSION);
  }

  @Test
  void aFieldThatOldRecordsLackIsNotRequired() {
    assertThat(
            verdicts(
                "order-views.value",
                schema -> ((ArrayNode) schema.path("required")).add("signature")))
        .containsExactly(
            "order-views.value: field `signature` required from now on; records on the topic lack"
                + " it"
                + BESIDE);
    assertThat(
            verdicts(
                "order.shipped v1",
                schema -> {
                  at(schema, "/properties").putObject("speed").put("type", "integer");
                  ((ArrayNode) schema.path("required")).add("speed");
                }))
        .containsExactly(
            "order.shipped v1: field `speed` added as required; records on the topic lack it"
                + NEW_VERSION);
  }

  @Test
  void anEnumKeepsItsValuesAndGetsNoOther() {
    assertThat(
            verdicts(
                "order.cancelled v2",
                schema -> {
                  var codes = at(schema, "/properties/reason/properties/code").withArray("enum");
                  codes.remove(0);
                  codes.add("BORED");
                }))
        .containsExactly(
            "order.cancelled v2: field `reason.code` lost value \"CUSTOMER_REQUEST\"; records on"
                + " the topic have it"
                + NEW_VERSION,
            "order.cancelled v2: field `reason.code` has new value \"BORED\"; a consumer may know"
                + " the others only"
                + NEW_VERSION);
  }

  @Test
  void anAlternativeMoreBreaks() {
    String reason = "/properties/cancellation/properties/reason";
    assertThat(
            verdicts(
                "order-views.value",
                schema -> at(schema, reason).withArray("anyOf").addObject().put("type", "null")))
        .containsExactly(
            "order-views.value: field `cancellation.reason` has 3 alternatives instead of 2"
                + BESIDE);
    assertThat(
            verdicts(
                "order-views.value", schema -> remove(at(schema, reason + "/anyOf/1"), "text")))
        .hasSize(1);
  }

  @Test
  void aRemovedVersionBreaks() {
    assertThat(verdicts(schemas -> schemas.remove("order.cancelled v1"), topics -> {}))
        .containsExactly(
            "order.cancelled v1: removed; records on the topic are of it" + NEW_VERSION);
  }

  @Test
  void anotherHeaderOrKeyBreaks() {
    assertThat(verdicts("order-events.headers", schema -> remove(schema, "ce_sequence")))
        .containsExactly(
            "order-events.headers: header `ce_sequence` removed; a consumer that reads it breaks"
                + BESIDE);
    assertThat(verdicts("order-events.headers", schema -> schema.remove("patternProperties")))
        .hasSize(1);
    assertThat(verdicts("order-events.key", schema -> schema.put("type", "integer")))
        .containsExactly(
            "order-events.key: value type changed from \"string\" to \"integer\"" + BESIDE);
  }

  @Test
  void whatMayBeAbsentIsAddedAndRecorded() {
    assertThat(
            verdicts(
                "order-views.value",
                schema -> at(schema, "/properties").putObject("note").put("type", "string")))
        .containsExactly(
            "order-views.value: field `note` added, optional: compatible; record it: "
                + Change.RECORD);
    assertThat(
            verdicts(schemas -> schemas.put("order.returned v1", published.topics()), topics -> {}))
        .containsExactly("order.returned v1: added: compatible; record it: " + Change.RECORD);
  }

  @Test
  void wordsMayChange() {
    assertThat(verdicts("order.created v1", schema -> schema.put("description", "New."))).isEmpty();
  }

  @Test
  void aTopicKeepsItsNamePartitionsAndCleanUp() {
    assertThat(topicVerdicts("/channels", channels -> channels.remove("order-views")))
        .containsExactly("topic order-views: removed; its consumers read nothing" + BESIDE);
    assertThat(topicVerdicts("/channels/order-events/bindings/kafka", b -> b.put("partitions", 8)))
        .containsExactly("topic order-events: partitions changed from 4 to 8" + BESIDE);
    assertThat(topicVerdicts("/channels", channels -> channels.putObject("order-returns")))
        .containsExactly("topic: order-returns added: compatible; record it: " + Change.RECORD);
  }

  @Test
  void aMessageKeepsItsSchemas() {
    assertThat(
            topicVerdicts(
                "/channels/order-events/messages", messages -> messages.remove("order.shipped.v1")))
        .containsExactly(
            "message order.shipped.v1 of topic order-events: removed; records on the topic are"
                + " such"
                + BESIDE);
    for (String part : List.of("payload", "headers", "name", "contentType", "bindings")) {
      assertThat(
              topicVerdicts(
                  "/components/messages/order.shipped.v1", message -> message.remove(part)))
          .as(part)
          .hasSize(1);
    }
  }

  private List<String> verdicts(String name, Consumer<ObjectNode> change) {
    return verdicts(schemas -> change.accept((ObjectNode) schemas.get(name)), topics -> {});
  }

  private List<String> topicVerdicts(String pointer, Consumer<ObjectNode> change) {
    return verdicts(schemas -> {}, topics -> change.accept(at(topics, pointer)));
  }

  private List<String> verdicts(
      Consumer<Map<String, JsonNode>> ofSchemas, Consumer<JsonNode> ofTopics) {
    Map<String, JsonNode> schemas = new TreeMap<>();
    published.schemas().forEach((name, schema) -> schemas.put(name, schema.deepCopy()));
    JsonNode topics = published.topics().deepCopy();
    ofSchemas.accept(schemas);
    ofTopics.accept(topics);
    return published.changesTo(new Contract(topics, schemas)).stream()
        .map(Change::verdict)
        .toList();
  }

  private static ObjectNode at(JsonNode schema, String pointer) {
    return (ObjectNode) schema.at(pointer);
  }

  private static void remove(ObjectNode schema, String field) {
    at(schema, "/properties").remove(field);
    unrequire(schema, field);
  }

  private static void unrequire(ObjectNode schema, String field) {
    ArrayNode required = (ArrayNode) schema.path("required");
    required.removeIf(name -> name.asText().equals(field));
  }
}
