package dev.millrace.command.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.Keyword;
import com.networknt.schema.keyword.NonValidationKeyword;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * An OpenAPI document as a judge of what the service really says. It is read more strictly than
 * clients should read it: a member that it does not name is wrong.
 */
final class ApiDocument {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String IRI = "https://millrace.invalid/openapi.json";
  private static final List<String> NO_SCHEMA =
      List.of("openapi", "info", "servers", "tags", "paths", "components");
  private static final Dialect DIALECT =
      Dialect.builder(Dialects.getOpenApi31())
          .unknownKeywordFactory((name, context) -> unknown(name))
          .build();
  private static final Pattern VARIABLE = Pattern.compile("\\{[^/]+}");

  private final JsonNode root;
  private final SchemaRegistry schemas;
  private final Map<String, Schema> compiled = new ConcurrentHashMap<>();

  ApiDocument(JsonNode document) {
    root = document.deepCopy();
    close(root);
    schemas =
        SchemaRegistry.withDialect(
            DIALECT,
            builder ->
                builder
                    .schemaRegistryConfig(
                        SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build())
                    .schemas(Map.of(IRI, root.toString())));
  }

  // A keyword that is misspelt would check nothing.
  private static Keyword unknown(String name) {
    assertThat(NO_SCHEMA).as("keywords of a schema").contains(name);
    return new NonValidationKeyword(name);
  }

  /** The document that the service serves. */
  static JsonNode checkedIn() {
    try (InputStream in = ApiDocument.class.getResourceAsStream("/openapi.json")) {
      return JSON.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void close(JsonNode node) {
    boolean object = node.path("type").asText().equals("object") && node.has("properties");
    if (object && !node.has("additionalProperties")) {
      ((ObjectNode) node).put("additionalProperties", false);
    }
    node.forEach(ApiDocument::close);
  }

  /** Where the operation of a request is described. */
  Optional<String> operation(String method, String path) {
    String member = method.equals(method.toUpperCase(Locale.ROOT)) ? method : "none: " + method;
    return names("/paths").stream()
        .filter(template -> path.matches(VARIABLE.matcher(template).replaceAll("[^/]+")))
        .map(template -> "/paths/" + template.replace("/", "~1"))
        .map(pointer -> pointer + "/" + member.toLowerCase(Locale.ROOT))
        .filter(pointer -> !root.at(pointer).isMissingNode())
        .findFirst();
  }

  /** The names of an object's members. */
  List<String> names(String pointer) {
    List<String> names = new ArrayList<>();
    root.at(pointer).fieldNames().forEachRemaining(names::add);
    return names;
  }

  /** Where the thing is that the pointer leads to, through references. */
  String resolve(String pointer) {
    JsonNode reference = root.at(pointer).path("$ref");
    return reference.isTextual() ? resolve(reference.asText().substring(1)) : pointer;
  }

  JsonNode at(String pointer) {
    return root.at(pointer);
  }

  /** What is wrong with a value, by the schema that the pointer leads to. */
  List<String> errors(String schema, JsonNode value) {
    return compiled.computeIfAbsent(schema, this::compile).validate(value).stream()
        .map(error -> error.getInstanceLocation() + ": " + error.getMessage())
        .toList();
  }

  private Schema compile(String pointer) {
    String fragment = pointer.replace("{", "%7B").replace("}", "%7D");
    return schemas.getSchema(SchemaLocation.of(IRI + "#" + fragment));
  }
}
