package dev.millrace.projection.manage;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import dev.millrace.projection.Build;
import dev.millrace.runtime.scylla.SchemaMigrator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The tables of a build: made by the statements of the schema files, under the build's names. */
public final class BuildSchema {

  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  private BuildSchema() {}

  /** Creates what is missing. The first build's tables are those of the schema itself. */
  public static void create(CqlSession session, Build build, List<String> tables) {
    if (build.number() > 1) {
      statements(SchemaMigrator.statements(), build, tables).forEach(cql -> execute(session, cql));
    }
  }

  /** Drops them; the first build's as well, which the next migration makes again, empty. */
  static void drop(CqlSession session, Build build, List<String> tables) {
    tables.forEach(table -> execute(session, "DROP TABLE IF EXISTS " + build.table(table)));
  }

  /** The statements about some tables, for a build's copies of them. */
  static List<String> statements(List<String> schema, Build build, List<String> tables) {
    List<String> statements = new ArrayList<>();
    for (String table : tables) {
      Pattern name = Pattern.compile("\\bmillrace\\." + table + "\\b");
      List<String> own =
          schema.stream()
              .filter(statement -> name.matcher(statement).find())
              .map(statement -> name.matcher(statement).replaceAll(build.table(table)))
              .toList();
      if (own.isEmpty()) {
        throw new IllegalStateException("no schema file creates millrace." + table);
      }
      statements.addAll(own);
    }
    return statements;
  }

  private static void execute(CqlSession session, String cql) {
    session.execute(SimpleStatement.newInstance(cql).setTimeout(TIMEOUT));
  }
}
