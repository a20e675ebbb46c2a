package dev.millrace.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The schema that the JSON of a record has, by its components; and any schema without its words.
 */
final class RecordSchema {

  private static final Map<Type, String[]> SCALARS =
      Map.of(
          String.class, new String[] {"string"},
          UUID.class, new String[] {"string", "uuid"},
          Instant.class, new String[] {"string", "date-time"},
          int.class, new String[] {"integer", "int32"},
          long.class, new String[] {"integer", "int64"});

  private static final List<String> WORDS = List.of("$schema", "title", "description");

  private RecordSchema() {}

  static ObjectNode of(Class<?> type) {
    ObjectNode schema = node("object");
    ObjectNode properties = ContractSchemas.JSON.createObjectNode();
    ArrayNode required = ContractSchemas.JSON.createArrayNode();
    RecordComponent[] components = type.getRecordComponents();
    Arrays.stream(components)
        .filter(component -> !isNullable(component.getAnnotatedType()))
        .map(RecordComponent::getName)
        .sorted()
        .forEach(required::add);
    for (RecordComponent component : components) {
      properties.set(component.getName(), of(component.getGenericType()));
    }
    schema.set("required", required);
    schema.set("properties", properties);
    return schema;
  }

  private static ObjectNode of(Type type) {
    if (SCALARS.containsKey(type)) {
      return scalar(SCALARS.get(type));
    }
    if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
      ObjectNode array = node("array");
      array.set("items", of(list.getActualTypeArguments()[0]));
      return array;
    }
    if (type instanceof Class<?> constants && constants.isEnum()) {
      ObjectNode text = node("string");
      ArrayNode names = text.putArray("enum");
      Arrays.stream(constants.getEnumConstants()).map(Object::toString).forEach(names::add);
      return text;
    }
    if (type instanceof Class<?> part && part.isRecord()) {
      return of(part);
    }
    throw new IllegalArgumentException("no schema for " + type);
  }

  private static ObjectNode scalar(String[] typeAndFormat) {
    ObjectNode schema = node(typeAndFormat[0]);
    if (typeAndFormat.length > 1) {
      schema.put("format", typeAndFormat[1]);
    }
    return schema;
  }

  private static ObjectNode node(String type) {
    return ContractSchemas.JSON.createObjectNode().put("type", type);
  }

  private static boolean isNullable(AnnotatedType type) {
    return type.isAnnotationPresent(Nullable.class);
  }

  /** The schema with what it demands, and nothing for people. */
  static JsonNode withoutWords(JsonNode schema) {
    JsonNode bare = schema.deepCopy();
    strip(bare, false);
    return bare;
  }

  // A field may be called like a word: names of properties are kept.
  private static void strip(JsonNode node, boolean names) {
    if (node instanceof ObjectNode object && !names) {
      object.remove(WORDS);
    }
    node.properties()
        .forEach(
            member -> strip(member.getValue(), member.getKey().equals("properties") && !names));
    if (node.isArray()) {
      node.forEach(element -> strip(element, false));
    }
  }
}
