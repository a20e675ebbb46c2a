package dev.millrace.contract.published;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** What the gate says of changes to the contract that is published. */
final class PublishedContract {

  static final String NEW_VERSION = ": publish a new version instead (docs/evolving-events.md)";
  static final String BESIDE = ": keep it, and add what is new beside it (docs/contract.md)";

  private PublishedContract() {}

  static List<String> verdicts(String schema, Consumer<ObjectNode> change) {
    return schemaVerdicts(schemas -> change.accept((ObjectNode) schemas.get(schema)));
  }

  static List<String> schemaVerdicts(Consumer<Map<String, JsonNode>> change) {
    return verdicts(change, topics -> {});
  }

  static List<String> topicVerdicts(String pointer, Consumer<ObjectNode> change) {
    return verdicts(schemas -> {}, topics -> change.accept(at(topics, pointer)));
  }

  private static List<String> verdicts(
      Consumer<Map<String, JsonNode>> ofSchemas, Consumer<JsonNode> ofTopics) {
    Contract published = published();
    Map<String, JsonNode> schemas = new TreeMap<>();
    published.schemas().forEach((name, schema) -> schemas.put(name, schema.deepCopy()));
    JsonNode topics = published.topics().deepCopy();
    ofSchemas.accept(schemas);
    ofTopics.accept(topics);
    return published.changesTo(new Contract(topics, schemas)).stream()
        .map(Change::verdict)
        .toList();
  }

  private static Contract published() {
    try {
      return Contract.in(Path.of("src/test/resources/published"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static ObjectNode at(JsonNode schema, String pointer) {
    return (ObjectNode) schema.at(pointer);
  }

  static void remove(ObjectNode schema, String field) {
    at(schema, "/properties").remove(field);
    unrequire(schema, field);
  }

  static void unrequire(ObjectNode schema, String field) {
    ArrayNode required = (ArrayNode) schema.path("required");
    required.removeIf(name -> name.asText().equals(field));
  }
}
