package dev.millrace.contract.published;

import static dev.millrace.contract.published.PublishedContract.BESIDE;
import static dev.millrace.contract.published.PublishedContract.NEW_VERSION;
import static dev.millrace.contract.published.PublishedContract.at;
import static dev.millrace.contract.published.PublishedContract.remove;
import static dev.millrace.contract.published.PublishedContract.schemaVerdicts;
import static dev.millrace.contract.published.PublishedContract.unrequire;
import static dev.millrace.contract.published.PublishedContract.verdicts;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import org.junit.jupiter.api.Test;

/** What each change of a schema means for a consumer. */
class SchemaRulesTest {

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
  void aVersionOfAnEventGetsNoFieldsWhereverTheyAre() {
    assertThat(
            verdicts(
                "order.created v1",
                schema ->
                    at(schema, "/properties/items/items/properties")
                        .putObject("note")
                        .put("type", "string")))
        .containsExactly(
            "order.created v1: field `items[].note` added; a version of an event never changes"
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
    assertThat(schemaVerdicts(schemas -> schemas.remove("order.cancelled v1")))
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
            schemaVerdicts(
                schemas -> schemas.put("order.returned v1", schemas.get("order.shipped v1"))))
        .containsExactly("order.returned v1: added: compatible; record it: " + Change.RECORD);
  }

  @Test
  void wordsMayChange() {
    assertThat(verdicts("order.created v1", schema -> schema.put("description", "New."))).isEmpty();
  }
}
