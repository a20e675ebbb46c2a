package dev.millrace.projection.compare;

import java.util.List;

/**
 * What came of comparing a table of two builds.
 *
 * @param equal rows that are the same in both
 * @param different rows that both have, with other values
 * @param missing rows that only the serving build has
 * @param extra rows that only the other build has
 * @param examples of the differences, the first few
 */
public record TableDifference(
    String table, long equal, long different, long missing, long extra, List<String> examples) {

  public TableDifference {
    examples = List.copyOf(examples);
  }
}
