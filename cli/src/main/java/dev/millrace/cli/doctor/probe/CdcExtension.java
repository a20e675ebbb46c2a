package dev.millrace.cli.doctor.probe;

import dev.millrace.cli.doctor.check.CdcCheck.Cdc;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code system_schema.tables.extensions['cdc']}: a little-endian count, then keys and
 * values, each with its length before it; as ScyllaDB writes it and scylla-cdc-java reads it.
 */
final class CdcExtension {

  private CdcExtension() {}

  /**
   * Reads the bytes.
   *
   * @param bytes null for a table that never had CDC
   */
  static Cdc parse(@Nullable ByteBuffer bytes) {
    if (bytes == null) {
      return new Cdc(false, 0);
    }
    ByteBuffer in = bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    Map<String, String> entries = new HashMap<>();
    for (int left = in.getInt(); left > 0; left--) {
      String key = text(in);
      entries.put(key, text(in));
    }
    return new Cdc(
        Boolean.parseBoolean(entries.get("enabled")),
        Long.parseLong(entries.getOrDefault("ttl", "0")));
  }

  private static String text(ByteBuffer in) {
    byte[] bytes = new byte[in.getInt()];
    in.get(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
