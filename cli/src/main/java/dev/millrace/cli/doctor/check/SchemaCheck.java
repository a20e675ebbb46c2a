package dev.millrace.cli.doctor.check;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whether the tables are there as the schema files make them. */
public final class SchemaCheck {

  private static final String NAME = "schema";

  private SchemaCheck() {}

  /**
   * Judges the tables. More columns than wanted are no fault: a newer release may have added them.
   *
   * @param wanted columns with their types, by {@code keyspace.table}
   * @param found the same, as the database has them
   */
  public static Finding check(
      Map<String, Map<String, String>> wanted, Map<String, Map<String, String>> found) {
    var problems = new Problems();
    wanted.forEach((table, columns) -> table(table, columns, found.get(table), problems));
    return problems.finding(NAME, Units.count(wanted.size(), "table") + " of cql/");
  }

  private static void table(
      String table,
      Map<String, String> wanted,
      @Nullable Map<String, String> found,
      Problems problems) {
    String advice = "run the files of cql/, or start a service with schema.migrate=true";
    if (found == null) {
      problems.fail(table + " is missing", advice);
      return;
    }
    wanted.forEach(
        (column, type) -> {
          String actual = found.get(column);
          if (actual == null) {
            problems.fail(table + "." + column + " is missing", advice);
          } else if (!actual.equals(type)) {
            problems.fail(
                table + "." + column + " is " + actual + " instead of " + type,
                "another application's table? Use a keyspace of its own");
          }
        });
  }
}
