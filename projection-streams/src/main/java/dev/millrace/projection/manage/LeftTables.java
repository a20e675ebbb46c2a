package dev.millrace.projection.manage;

import dev.millrace.projection.Build;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/**
 * Tables that a build may have from an older version of its code. A table's name has the build's
 * number and not its projection: they are the build's only if no other build has that number.
 */
final class LeftTables {

  private LeftTables() {}

  /**
   * Those of all tables that are copies of the schema's for that build and for no other, as the
   * schema names them.
   *
   * @param all that there are, read before the builds: nobody makes tables before the build is
   *     registered
   * @param schema tables that the schema files create
   * @param builds of all projections, this one as well or not
   */
  static Set<String> of(
      Build build, Collection<String> all, Collection<String> schema, Collection<Build> builds) {
    boolean shared =
        builds.stream().anyMatch(one -> one.number() == build.number() && !one.equals(build));
    Set<String> own = new TreeSet<>();
    // The first build's are the schema's own.
    if (build.number() > 1 && !shared) {
      for (String table : schema) {
        String copy = table + '_' + build.number();
        if (all.contains(copy) && !schema.contains(copy)) {
          own.add(table);
        }
      }
    }
    return own;
  }
}
