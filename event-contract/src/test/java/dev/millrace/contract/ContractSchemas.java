package dev.millrace.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialects;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The schemas that consumers get, as judges of what is written. */
final class ContractSchemas {

  static final ObjectMapper JSON = new ObjectMapper();
  static final Path RESOURCES = Path.of("src/main/resources");

  private static final Path DIRECTORY = RESOURCES.resolve("schema");
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDialect(
          Dialects.getDraft202012(),
          builder ->
              builder.schemaRegistryConfig(
                  SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));

  private ContractSchemas() {}

  /** The names of all, without their ending. */
  static List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(DIRECTORY)) {
      return files.map(file -> file.getFileName().toString().replaceFirst("\\.json$", "")).toList();
    }
  }

  static JsonNode read(String name) {
    return readFile(DIRECTORY.resolve(name + ".json"));
  }

  static JsonNode readFile(Path file) {
    try {
      return JSON.readTree(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What is wrong with a value, by the schema of this name. */
  static List<String> errors(String name, JsonNode value) {
    Schema schema = REGISTRY.getSchema(read(name));
    return schema.validate(value).stream()
        .map(error -> error.getInstanceLocation() + ": " + error.getMessage())
        .toList();
  }
}
