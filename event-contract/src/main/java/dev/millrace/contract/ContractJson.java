package dev.millrace.contract;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.millrace.order.domain.CancellationReason;
import java.util.UUID;

/**
 * The one JSON dialect of Millrace: nulls left out, instants as ISO 8601, and strict: an unknown,
 * doubled or missing field or a value of another JSON type is an error, because a silent default
 * inside a fold is corruption.
 */
public final class ContractJson {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .addModule(new SimpleModule().addDeserializer(UUID.class, new HyphenatedUuid()))
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .disable(MapperFeature.SORT_CREATOR_PROPERTIES_FIRST)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .withCoercionConfig(
              LogicalType.Textual,
              config ->
                  config
                      .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                      .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                      .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
          .build();

  private static final JsonMapper VIEW_MAPPER =
      MAPPER
          .rebuild()
          .addModule(
              new SimpleModule().addDeserializer(CancellationReason.class, new AnyAgeReason()))
          .build();

  private static final ObjectReader TREES =
      MAPPER
          .reader()
          .with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .without(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES);

  private ContractJson() {}

  /** JSON of a value of the contract; field order is stable. */
  public static String write(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not a value of the contract: " + value.getClass(), e);
    }
  }

  /**
   * Reads a value all of whose components must be there: a missing or null one is an error. For
   * events and commands.
   */
  public static <T> ObjectReader reader(Class<T> type) {
    return MAPPER
        .readerFor(type)
        .with(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
        .with(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES);
  }

  /** Reads a value some of whose components may be absent, and are then null. */
  public static <T> ObjectReader lenientReader(Class<T> type) {
    return MAPPER.readerFor(type);
  }

  /**
   * Reads a view, or a part of one, that any release wrote: rows, state stores and compacted topics
   * keep the JSON of their day until they are written again. Components may be absent.
   */
  public static <T> ObjectReader viewReader(Class<T> type) {
    return VIEW_MAPPER.readerFor(type);
  }

  /**
   * Reads with one of the readers above, and refuses a bare {@code null} as well.
   *
   * @throws JsonProcessingException if the text is not JSON of the type
   */
  public static <T> T read(Class<T> type, ObjectReader reader, String json)
      throws JsonProcessingException {
    Object value = reader.readValue(json);
    if (value == null) {
      throw MismatchedInputException.from(null, type, "must not be null");
    }
    return type.cast(value);
  }

  /**
   * Reads a JSON object as a tree, as strictly as the readers above, with every digit kept.
   *
   * @throws JsonProcessingException if the text is no JSON object
   */
  static ObjectNode readObject(String json) throws JsonProcessingException {
    JsonNode tree = TREES.readTree(json);
    if (tree instanceof ObjectNode object) {
      return object;
    }
    throw MismatchedInputException.from(null, ObjectNode.class, "must be an object");
  }
}
