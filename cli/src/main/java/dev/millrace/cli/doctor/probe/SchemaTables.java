package dev.millrace.cli.doctor.probe;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which tables, with which columns, the statements of {@code cql/} make. */
final class SchemaTables {

  private static final Pattern CREATE =
      Pattern.compile("CREATE TABLE (?:IF NOT EXISTS )?([\\w.]+)\\s*\\((.*)\\)[^)]*", flags());
  private static final Pattern ADD =
      Pattern.compile(
          "ALTER TABLE ([\\w.]+)\\s+ADD\\s+(?:IF NOT EXISTS )?(\\w+)\\s+([\\w<>, ]+?)\\s*",
          flags());
  private static final Pattern COLUMN = Pattern.compile("\\s*(\\w+)\\s+([\\w<>, ]+?)\\s*");

  private SchemaTables() {}

  private static int flags() {
    return Pattern.CASE_INSENSITIVE | Pattern.DOTALL;
  }

  /** Columns with their types, by {@code keyspace.table}. */
  static Map<String, Map<String, String>> of(List<String> statements) {
    Map<String, Map<String, String>> tables = new TreeMap<>();
    for (String statement : statements) {
      Matcher create = CREATE.matcher(statement);
      Matcher add = ADD.matcher(statement);
      if (create.lookingAt()) {
        tables.put(create.group(1), columns(body(statement, create.start(2))));
      } else if (add.matches()) {
        tables
            .computeIfAbsent(add.group(1), table -> new LinkedHashMap<>())
            .put(add.group(2), type(add.group(3)));
      }
    }
    return tables;
  }

  /** From there to the bracket that closes the one before it. */
  private static String body(String statement, int from) {
    int depth = 1;
    int at = from;
    while (depth > 0) {
      char c = statement.charAt(at++);
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
    }
    return statement.substring(from, at - 1);
  }

  private static Map<String, String> columns(String body) {
    Map<String, String> columns = new LinkedHashMap<>();
    // Commas in brackets are within types and keys.
    for (String part : body.split(",(?![^<(]*[>)])")) {
      Matcher column = COLUMN.matcher(part);
      if (column.matches() && !part.strip().toUpperCase(Locale.ROOT).startsWith("PRIMARY KEY")) {
        columns.put(column.group(1), type(column.group(2)));
      }
    }
    return columns;
  }

  private static String type(String declared) {
    return declared.replaceAll("(?i)\\s+(STATIC|PRIMARY KEY)$", "").toLowerCase(Locale.ROOT);
  }
}
