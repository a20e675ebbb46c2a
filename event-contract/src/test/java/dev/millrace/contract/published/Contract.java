package dev.millrace.contract.published;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What consumers are promised, as files say it.
 *
 * @param topics the AsyncAPI document
 * @param schemas of keys, headers and values, by name
 */
record Contract(JsonNode topics, Map<String, JsonNode> schemas) {

  private static final ObjectMapper JSON = new ObjectMapper();

  static Contract in(Path directory) throws IOException {
    Map<String, JsonNode> schemas = new TreeMap<>();
    try (Stream<Path> files = Files.list(directory.resolve("schema"))) {
      for (Path file : files.toList()) {
        schemas.put(name(file), read(file));
      }
    }
    return new Contract(read(directory.resolve("asyncapi.json")), schemas);
  }

  /** What is different in the contract that would be published next. */
  List<Change> changesTo(Contract next) {
    List<Change> changes = new ArrayList<>(TopicComparison.compare(topics, next.topics));
    schemas.forEach(
        (name, schema) -> {
          if (next.schemas.containsKey(name)) {
            changes.addAll(SchemaComparison.compare(name, schema, next.schemas.get(name)));
          } else {
            changes.add(new Change(name, "removed; records on the topic are of it", true));
          }
        });
    next.schemas.keySet().stream()
        .filter(name -> !schemas.containsKey(name))
        .forEach(name -> changes.add(new Change(name, "added: compatible", false)));
    return changes;
  }

  // As people write it: order.created v1.
  private static String name(Path file) {
    return file.getFileName()
        .toString()
        .replaceFirst("\\.json$", "")
        .replaceFirst("\\.(v\\d+)$", " $1");
  }

  private static JsonNode read(Path file) throws IOException {
    return JSON.readTree(Files.readString(file));
  }
}
