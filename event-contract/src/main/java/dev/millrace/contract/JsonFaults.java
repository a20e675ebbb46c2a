package dev.millrace.contract;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import java.util.stream.Collectors;

/** Says where in a text Jackson met a fault, without a word of the text. */
final class JsonFaults {

  private JsonFaults() {}

  /** Such as {@code " at items[0].quantity, line 1 column 17"}; empty if Jackson does not say. */
  static String where(JsonProcessingException e) {
    return path(e) + location(e.getLocation());
  }

  private static String path(JsonProcessingException e) {
    if (!(e instanceof JsonMappingException mapping) || mapping.getPath().isEmpty()) {
      return "";
    }
    String path = mapping.getPath().stream().map(JsonFaults::step).collect(Collectors.joining());
    return " at " + (path.startsWith(".") ? path.substring(1) : path);
  }

  private static String step(Reference reference) {
    return reference.getFieldName() == null
        ? "[" + reference.getIndex() + "]"
        : "." + reference.getFieldName();
  }

  private static String location(JsonLocation location) {
    return location == null
        ? ""
        : ", line " + location.getLineNr() + " column " + location.getColumnNr();
  }
}
