package dev.millrace.cli.conservation;

import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Compares a read table with what it must be, key by key. Pure. */
final class ViewComparison {

  private ViewComparison() {}

  /** Adds a finding for every key whose rows differ, are missing or are too many. */
  static <K> void compare(String table, Map<K, ?> expected, Map<K, ?> actual, Findings findings) {
    Set<K> keys = new HashSet<>(expected.keySet());
    keys.addAll(actual.keySet());
    for (K key : keys) {
      if (!Objects.equals(expected.get(key), actual.get(key))) {
        findings.add(
            table + " " + key + " expected " + expected.get(key) + " found " + actual.get(key));
      }
    }
  }
}
