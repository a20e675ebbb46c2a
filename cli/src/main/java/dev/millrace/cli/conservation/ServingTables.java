package dev.millrace.cli.conservation;

import static java.util.Objects.requireNonNull;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.Row;
import java.util.HashMap;
import java.util.Map;

/**
 * The read tables that queries see: each projection's serving build has its own.
 *
 * @param builds number of the build by projection
 */
record ServingTables(Map<String, Integer> builds) {

  static ServingTables of(CqlSession session) {
    Map<String, Integer> builds = new HashMap<>();
    for (Row row : session.execute("SELECT name, serving FROM millrace.projections")) {
      builds.put(requireNonNull(row.getString("name")), row.getInt("serving"));
    }
    return new ServingTables(builds);
  }

  /** A table of a projection, with keyspace. The first build's has the plain name. */
  String table(String projection, String table) {
    int build = builds.getOrDefault(projection, 1);
    return "millrace." + table + (build > 1 ? "_" + build : "");
  }
}
