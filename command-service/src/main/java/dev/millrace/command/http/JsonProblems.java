package dev.millrace.command.http;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import dev.millrace.runtime.http.Parameters;
import dev.millrace.runtime.http.ProblemException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** Turns what Jackson says of a body into an error that names the field, the rule and the value. */
final class JsonProblems {

  private JsonProblems() {}

  static ProblemException of(JsonProcessingException e) {
    if (!(e instanceof JsonMappingException mapping) || e.getCause() instanceof JacksonException) {
      return e instanceof JsonMappingException m && !m.getPath().isEmpty()
          ? Parameters.invalid(path(m), path(m) + " is out of range or not valid JSON" + at(e))
          : Parameters.invalid("body", "body must be valid JSON" + at(e));
    }
    String path = path(mapping);
    if (e instanceof UnrecognizedPropertyException unknown) {
      return Parameters.invalid(
          path, path + " is unknown, known are " + unknown.getKnownPropertyIds());
    }
    if (e instanceof InvalidFormatException format) {
      return Parameters.invalid(
          path, "must be " + name(format.getTargetType()), String.valueOf(format.getValue()));
    }
    if (e instanceof MismatchedInputException mismatch && isMissing(mismatch)) {
      return Parameters.invalid(missing(path, mismatch), missing(path, mismatch) + " is missing");
    }
    if (e instanceof MismatchedInputException mismatch) {
      return Parameters.invalid(path, path + " must be " + name(mismatch.getTargetType()));
    }
    return Parameters.invalid(path, path + " is not valid");
  }

  // Jackson has no type of its own for a missing creator property, only these messages.
  private static boolean isMissing(MismatchedInputException e) {
    String message = e.getOriginalMessage();
    return message.startsWith("Missing creator property")
        || message.startsWith("Missing required creator property");
  }

  private static String missing(String path, MismatchedInputException e) {
    if (!e.getPath().isEmpty()) {
      return path;
    }
    String[] quoted = e.getOriginalMessage().split("'");
    return quoted.length > 1 ? quoted[1] : path;
  }

  private static String path(JsonMappingException e) {
    List<Reference> references = e.getPath();
    StringBuilder path = new StringBuilder();
    for (Reference reference : references) {
      if (reference.getFieldName() == null) {
        path.append('[').append(reference.getIndex()).append(']');
      } else {
        path.append(path.length() == 0 ? "" : ".");
        path.append(Parameters.shown(reference.getFieldName()));
      }
    }
    return path.length() == 0 ? "body" : path.toString();
  }

  private static String at(JsonProcessingException e) {
    JsonLocation location = e.getLocation();
    return location == null
        ? ""
        : ", see line " + location.getLineNr() + " column " + location.getColumnNr();
  }

  private static String name(Class<?> type) {
    if (type == int.class || type == long.class) {
      return "a whole number";
    }
    if (type == String.class) {
      return "a string";
    }
    if (type == UUID.class) {
      return "a UUID";
    }
    if (List.class.isAssignableFrom(type)) {
      return "an array";
    }
    if (type.isEnum()) {
      return "one of " + Arrays.toString(type.getEnumConstants());
    }
    return type.isRecord() ? "an object" : "a " + type.getSimpleName().toLowerCase(Locale.ROOT);
  }
}
