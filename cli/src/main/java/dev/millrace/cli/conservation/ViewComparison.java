package dev.millrace.cli.conservation;

import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/** Compares a read table with what it must be, key by key. Pure. */
final class ViewComparison {

  private ViewComparison() {}

  /** Adds a finding for every key whose rows differ, are missing or are too many. */
  static void compare(String table, Map<UUID, ?> expected, Map<UUID, ?> actual, Findings findings) {
    Set<UUID> keys = new HashSet<>(expected.keySet());
    keys.addAll(actual.keySet());
    for (UUID key : keys) {
      if (!Objects.equals(expected.get(key), actual.get(key))) {
        findings.add(
            table + " " + key + " expected " + expected.get(key) + " found " + actual.get(key));
      }
    }
  }
}
