package dev.millrace.contract;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/** Text headers of a record, read with errors that name the header, the rule and the value. */
final class RecordHeaders {

  private final Headers headers;

  RecordHeaders(Headers headers) {
    this.headers = headers;
  }

  static void add(Headers headers, String name, Object value) {
    headers.add(name, value.toString().getBytes(StandardCharsets.UTF_8));
  }

  Optional<String> optional(String name) {
    Header header = headers.lastHeader(name);
    return header == null || header.value() == null
        ? Optional.empty()
        : Optional.of(new String(header.value(), StandardCharsets.UTF_8));
  }

  String text(String name) {
    return optional(name)
        .orElseThrow(() -> new MalformedRecordException("header " + name + " is missing"));
  }

  UUID uuid(String name) {
    return parseUuid("header " + name, text(name));
  }

  long positive(String name) {
    return positive(name, Long.MAX_VALUE);
  }

  int positiveInt(String name) {
    return (int) positive(name, Integer.MAX_VALUE);
  }

  private long positive(String name, long max) {
    String value = text(name);
    try {
      long number = Long.parseLong(value);
      if (number > 0 && number <= max) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Falls through: one message for everything that is not a positive number.
    }
    throw new MalformedRecordException(
        "header " + name + " must be a positive number, got " + value);
  }

  static UUID parseUuid(String what, String value) {
    try {
      UUID uuid = UUID.fromString(value);
      if (uuid.toString().equalsIgnoreCase(value)) {
        return uuid;
      }
    } catch (IllegalArgumentException e) {
      // Falls through: one message for everything that is not a UUID.
    }
    throw new MalformedRecordException(what + " must be a UUID, got " + value);
  }
}
