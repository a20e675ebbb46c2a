package dev.millrace.cli.connect;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/** What would change if settings were deployed; secrets are not shown. */
final class SettingsDiff {

  private static final List<String> SECRETS = List.of("password", "secret", "token", "jaas");

  private SettingsDiff() {}

  /** A line for each difference: {@code +} new, {@code -} gone, {@code ~} changed. */
  static List<String> lines(Map<String, String> before, Map<String, String> after) {
    var keys = new TreeSet<>(before.keySet());
    keys.addAll(after.keySet());
    List<String> lines = new ArrayList<>();
    for (String key : keys) {
      String old = before.get(key);
      String now = after.get(key);
      if (old == null) {
        lines.add("+ " + key + " = " + shown(key, String.valueOf(now)));
      } else if (now == null) {
        lines.add("- " + key + " = " + shown(key, old));
      } else if (!old.equals(now)) {
        lines.add("~ " + key + " = " + shown(key, old) + " -> " + shown(key, now));
      }
    }
    return lines;
  }

  private static String shown(String key, String value) {
    // A reference to a secret is none.
    String name = key.toLowerCase(Locale.ROOT);
    boolean secret = SECRETS.stream().anyMatch(name::contains) && !value.startsWith("${");
    return secret ? "***" : value;
  }
}
