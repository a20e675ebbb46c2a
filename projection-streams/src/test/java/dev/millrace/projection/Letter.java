package dev.millrace.projection;

import dev.millrace.contract.DeadLetterHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** A record of the dead-letter topic as text, so that it can be compared. */
record Letter(
    @Nullable String key, @Nullable String value, Instant time, Map<String, String> headers) {

  static Letter of(byte[] key, byte[] value, Instant time, Headers headers) {
    Map<String, String> texts = new TreeMap<>();
    headers.forEach(header -> texts.put(header.key(), text(header.value())));
    return new Letter(text(key), text(value), time, texts);
  }

  /** One character a byte, so that nothing is lost. */
  static @Nullable String text(byte @Nullable [] bytes) {
    return bytes == null ? null : new String(bytes, StandardCharsets.ISO_8859_1);
  }

  String cause() {
    return headers.getOrDefault(DeadLetterHeaders.CAUSE, "");
  }

  String coordinates() {
    return headers.getOrDefault(DeadLetterHeaders.COORDINATES, "");
  }

  String component() {
    return headers.getOrDefault(DeadLetterHeaders.COMPONENT, "");
  }
}
