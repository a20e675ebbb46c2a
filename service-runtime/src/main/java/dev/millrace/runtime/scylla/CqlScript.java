package dev.millrace.runtime.scylla;

import java.util.ArrayList;
import java.util.List;

/** Splits a CQL file into its statements. */
final class CqlScript {

  private CqlScript() {}

  /**
   * The statements, without comments and closing semicolons.
   *
   * <p>Understands what the schema files use: {@code --} comments to the end of the line and single
   * quoted text, in which neither comments nor semicolons count.
   */
  static List<String> statements(String script) {
    List<String> statements = new ArrayList<>();
    StringBuilder current = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < script.length(); i++) {
      char c = script.charAt(i);
      if (!quoted && script.startsWith("--", i)) {
        i = endOfLine(script, i) - 1;
      } else if (!quoted && c == ';') {
        add(statements, current);
      } else {
        quoted ^= c == '\'';
        current.append(c);
      }
    }
    add(statements, current);
    return statements;
  }

  private static int endOfLine(String script, int from) {
    int end = script.indexOf('\n', from);
    return end < 0 ? script.length() : end;
  }

  private static void add(List<String> statements, StringBuilder current) {
    String statement = current.toString().strip();
    if (!statement.isEmpty()) {
      statements.add(statement);
    }
    current.setLength(0);
  }
}
