package dev.millrace.local.database;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A table's {@code cdc = {…}} property.
 *
 * @param ttlSeconds how long a log row lives; 0 for ever
 */
record CdcOptions(boolean enabled, int ttlSeconds) {

  private static final int DEFAULT_TTL_SECONDS = 86_400;
  private static final Pattern ENTRY = Pattern.compile("'(\\w+)'\\s*:\\s*'?(\\w+)'?");

  /**
   * Reads a CQL map literal.
   *
   * @throws IllegalArgumentException naming an option that this stand-in lacks
   */
  static CdcOptions parse(String mapLiteral) {
    Map<String, String> entries = new TreeMap<>();
    Matcher matcher = ENTRY.matcher(mapLiteral);
    while (matcher.find()) {
      entries.put(matcher.group(1), matcher.group(2));
    }
    boolean enabled = Boolean.parseBoolean(entries.remove("enabled"));
    String ttl = entries.remove("ttl");
    expect(entries, "preimage", "false");
    expect(entries, "postimage", "false");
    expect(entries, "delta", "full");
    if (!entries.isEmpty()) {
      throw new IllegalArgumentException("unknown cdc options " + entries.keySet());
    }
    return new CdcOptions(enabled, ttl == null ? DEFAULT_TTL_SECONDS : Integer.parseInt(ttl));
  }

  private static void expect(Map<String, String> entries, String key, String only) {
    String value = entries.remove(key);
    if (value != null && !value.equals(only)) {
      throw new IllegalArgumentException(
          "cdc option " + key + " must be " + only + " on the local database, got " + value);
    }
  }

  /**
   * The bytes that ScyllaDB keeps under {@code cdc} in {@code system_schema.tables.extensions}: a
   * little-endian count, then keys and values, each with its length before it.
   */
  ByteBuffer extension() {
    Map<String, String> entries =
        new TreeMap<>(
            Map.of(
                "enabled", Boolean.toString(enabled),
                "preimage", "false",
                "postimage", "false",
                "delta", "full",
                "ttl", Integer.toString(ttlSeconds)));
    ByteBuffer bytes = ByteBuffer.allocate(512).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putInt(entries.size());
    entries.forEach(
        (key, value) -> {
          put(bytes, key);
          put(bytes, value);
        });
    return ByteBuffer.wrap(bytes.array(), 0, bytes.position()).slice();
  }

  private static void put(ByteBuffer bytes, String text) {
    byte[] encoded = text.getBytes(StandardCharsets.US_ASCII);
    bytes.putInt(encoded.length).put(encoded);
  }
}
