package dev.millrace.projection.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Counts the differences of a table. Pure. */
final class DifferenceCount {

  private static final int EXAMPLES = 10;

  private final String table;
  private final List<String> examples = new ArrayList<>();
  private long equal;
  private long different;
  private long missing;
  private long extra;

  DifferenceCount(String table) {
    this.table = table;
  }

  /**
   * Takes some rows.
   *
   * @param serving rows of the serving build by primary key; a row is its values by column
   * @param other rows of the other build
   */
  void add(Map<String, Map<String, Object>> serving, Map<String, Map<String, Object>> other) {
    serving.forEach(
        (key, row) -> {
          Map<String, Object> counterpart = other.get(key);
          if (counterpart == null) {
            missing++;
            example(key + " is missing");
          } else if (row.equals(counterpart)) {
            equal++;
          } else {
            different++;
            example(key + ": " + columns(row, counterpart));
          }
        });
    for (String key : other.keySet()) {
      if (!serving.containsKey(key)) {
        extra++;
        example(key + " is too much");
      }
    }
  }

  /** So many more rows are the same in both. */
  void addEqual(long rows) {
    equal += rows;
  }

  /** How many rows differ, by any kind of difference. */
  long differences() {
    return different + missing + extra;
  }

  /** The rest of the table is not compared. */
  void stopped() {
    examples.add("not compared any further after " + differences() + " differences");
  }

  private static String columns(Map<String, Object> row, Map<String, Object> other) {
    Set<String> columns = new TreeSet<>(row.keySet());
    columns.addAll(other.keySet());
    return columns.stream()
        .filter(column -> !Objects.equals(row.get(column), other.get(column)))
        .map(column -> column + " " + row.get(column) + " -> " + other.get(column))
        .collect(Collectors.joining(", "));
  }

  private void example(String text) {
    if (examples.size() < EXAMPLES) {
      examples.add(text);
    }
  }

  TableDifference result() {
    return new TableDifference(table, equal, different, missing, extra, examples);
  }
}
