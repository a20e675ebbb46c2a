package dev.millrace.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import dev.millrace.contract.GoldenEventsTest.Golden;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The AsyncAPI document is one, and says of the topics what the code does. */
class AsyncApiTest {

  private static final JsonNode DOCUMENT =
      ContractSchemas.readFile(ContractSchemas.RESOURCES.resolve("asyncapi.json"));
  private static final Path META_SCHEMA = Path.of("src/test/resources/asyncapi/3.0.0.json");

  /** Topics between the parts of Millrace: nobody else may rely on them. */
  private static final Set<Topic<?, ?>> INTERNAL =
      Set.of(Topics.ORDER_CAPTURE, Topics.BRIDGE_PROGRESS);

  static List<Topic<?, ?>> publicTopics() {
    return Topics.all().stream().filter(topic -> !INTERNAL.contains(topic)).toList();
  }

  @Test
  void isAnAsyncApiDocument() {
    assertThat(errors(DOCUMENT)).isEmpty();
  }

  @Test
  void whatIsNoneIsFoundOut() {
    JsonNode broken = DOCUMENT.deepCopy();
    broken.withObject("/channels/order-events").put("adress", "order-events");
    assertThat(errors(broken)).isNotEmpty();
  }

  @Test
  void hasEveryPublicTopicAndNoOther() {
    assertThat(names(DOCUMENT.path("channels")))
        .containsExactlyInAnyOrderElementsOf(publicTopics().stream().map(Topic::name).toList());
    assertThat(DOCUMENT.path("operations"))
        .extracting(operation -> operation.path("channel").path("$ref").asText())
        .containsExactlyInAnyOrderElementsOf(
            publicTopics().stream().map(topic -> "#/channels/" + topic.name()).toList());
  }

  @ParameterizedTest
  @MethodSource("publicTopics")
  void aChannelIsItsTopic(Topic<?, ?> topic) {
    JsonNode channel = DOCUMENT.path("channels").path(topic.name());
    assertThat(channel.path("address").asText()).isEqualTo(topic.name());
    assertThat(channel.at("/bindings/kafka/topicConfiguration/cleanup.policy/0").asText())
        .isEqualTo(topic.compacted() ? "compact" : "delete");
  }

  @Test
  void theEventsTopicHasAMessageForEveryVersion() {
    List<String> versions = GoldenEventsTest.everyVersion().map(Golden::name).toList();
    assertThat(names(DOCUMENT.at("/channels/order-events/messages")))
        .containsExactlyInAnyOrderElementsOf(versions);
    assertThat(names(DOCUMENT.at("/components/messages")))
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(versions.stream(), Stream.of("order-view", "dead-letter")).toList());
  }

  @ParameterizedTest
  @MethodSource("dev.millrace.contract.GoldenEventsTest#everyVersion")
  void aMessageIsItsEvent(Golden golden) {
    JsonNode message = DOCUMENT.path("components").path("messages").path(golden.name());
    assertThat(message.path("name").asText()).isEqualTo(golden.type());
    assertThat(schema(message.path("payload"))).isEqualTo(golden.name());
    assertThat(schema(message.at("/bindings/kafka/key"))).isEqualTo("order-events.key");
    assertThat(schema(message.at("/headers/allOf/0"))).isEqualTo("order-events.headers");
    JsonNode headers = message.at("/headers/allOf/1/properties");
    assertThat(headers.path(EventRecords.TYPE).path("const").asText()).isEqualTo(golden.type());
    assertThat(headers.path(EventRecords.SCHEMA_VERSION).path("const").asText())
        .isEqualTo(Integer.toString(golden.version()));
  }

  @Test
  void usesEverySchema() throws Exception {
    assertThat(
            DOCUMENT.findValuesAsText("$ref").stream()
                .filter(reference -> !reference.startsWith("#"))
                .map(AsyncApiTest::name)
                .collect(Collectors.toSet()))
        .containsExactlyInAnyOrderElementsOf(ContractSchemas.names());
  }

  private static List<String> names(JsonNode object) {
    return object.properties().stream().map(Map.Entry::getKey).toList();
  }

  private static String schema(JsonNode reference) {
    return name(reference.path("$ref").asText());
  }

  private static String name(String reference) {
    assertThat(reference).startsWith("./schema/").endsWith(".json");
    return reference.substring("./schema/".length(), reference.length() - ".json".length());
  }

  private static List<Error> errors(JsonNode document) {
    JsonNode meta = ContractSchemas.readFile(META_SCHEMA);
    Map<String, String> parts = new HashMap<>();
    meta.path("definitions").forEach(part -> parts.put(part.path("$id").asText(), part.toString()));
    parts.put(meta.path("$id").asText(), meta.toString());
    return SchemaRegistry.withDialect(Dialects.getDraft7(), builder -> builder.schemas(parts))
        .getSchema(SchemaLocation.of(meta.path("$id").asText()))
        .validate(document);
  }
}
