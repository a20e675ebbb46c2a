package dev.millrace.projection.manage;

import static java.util.Objects.requireNonNull;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import dev.millrace.projection.Build;
import dev.millrace.runtime.scylla.SchemaMigrator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The tables of a build: made by the statements of the schema files, under the build's names. */
public final class BuildSchema {

  private static final Logger log = LoggerFactory.getLogger(BuildSchema.class);
  private static final Pattern CREATE =
      Pattern.compile("CREATE TABLE IF NOT EXISTS millrace\\.(\\w+)");
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

  /**
   * Names those in the log that an older version of the build's code may have had. They are not
   * dropped: a table's name does not tell whose it is.
   *
   * @param registered reads which builds of all projections there are
   */
  static void reportLeft(CqlSession session, Build build, Supplier<List<Build>> registered) {
    Set<String> all = readTables(session);
    Set<String> left =
        LeftTables.of(build, all, tables(SchemaMigrator.statements()), registered.get());
    if (!left.isEmpty()) {
      log.warn(
          "tables may be left of an older version of the code, to be dropped by hand if nobody"
              + " needs them projection={} tables={}",
          build,
          left.stream().map(build::table).toList());
    }
  }

  /** Tables of the kind that builds write: with a version for each row. */
  private static Set<String> readTables(CqlSession session) {
    Set<String> tables = new HashSet<>();
    for (Row column :
        session.execute(
            "SELECT table_name, column_name, kind FROM system_schema.columns"
                + " WHERE keyspace_name = 'millrace'")) {
      if ("version".equals(column.getString("column_name"))
          && "regular".equals(column.getString("kind"))) {
        tables.add(requireNonNull(column.getString("table_name")));
      }
    }
    return tables;
  }

  /** The tables that some statements create. */
  static Set<String> tables(List<String> schema) {
    Set<String> tables = new TreeSet<>();
    schema.forEach(
        statement ->
            CREATE.matcher(statement).results().forEach(found -> tables.add(found.group(1))));
    return tables;
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
