package dev.millrace.command.http;

import dev.millrace.runtime.http.Parameters;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The client's own metadata: headers {@code X-Meta-<name>}, which end as entries of the event's
 * free map and as headers {@code meta_<name>} of its record. Pure.
 */
final class MetadataHeaders {

  static final String PREFIX = "x-meta-";

  private static final int MAX_ENTRIES = 16;
  private static final int MAX_LENGTH = 256;
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]{0,63}");

  private MetadataHeaders() {}

  /** The entries, their names in lower case, since those of headers have none of their own. */
  static Map<String, String> read(Map<String, String> headers) {
    Map<String, String> entries = new HashMap<>();
    headers.forEach(
        (header, value) -> {
          String lower = header.toLowerCase(Locale.ROOT);
          if (lower.startsWith(PREFIX)) {
            entries.put(name(lower.substring(PREFIX.length())), value(header, value));
          }
        });
    if (entries.size() > MAX_ENTRIES) {
      throw Parameters.invalid(
          "X-Meta-*", "must be at most " + MAX_ENTRIES + " headers", entries.size() + " headers");
    }
    return entries;
  }

  private static String name(String name) {
    if (!NAME.matcher(name).matches()) {
      throw Parameters.invalid(
          "X-Meta-*", "must be named by at most 64 letters, digits, - and _", name);
    }
    return name;
  }

  private static String value(String header, String value) {
    if (value.length() > MAX_LENGTH) {
      throw Parameters.invalid(header, "must have at most " + MAX_LENGTH + " characters", value);
    }
    return value.strip();
  }
}
