package dev.millrace.projection.manage;

import dev.millrace.projection.parking.Redrives;
import dev.millrace.runtime.http.Parameters;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a redrive is asked for: the id of an aggregate or of a row; or a row as the list of parked
 * records names it, with its table in front.
 *
 * @param id without a table; null for all
 * @param tables of the projection
 */
record RedriveTarget(@Nullable String id, List<String> tables) {

  RedriveTarget {
    tables = List.copyOf(tables);
  }

  /** Fails with a problem that says so if it is no id. */
  static RedriveTarget of(@Nullable String asked, List<String> tables) {
    String id = asked == null ? null : withoutTable(asked, tables);
    // In the register that would mean all.
    if (id != null && id.isEmpty()) {
      throw Parameters.invalid(
          "aggregate", "must be the id of an aggregate or a row", String.valueOf(asked));
    }
    return new RedriveTarget(id, tables);
  }

  /** Whether it is about something that is listed under an id. */
  boolean concerns(String listed) {
    return new Redrives.Request(Instant.EPOCH, id).concerns(withoutTable(listed, tables));
  }

  private static String withoutTable(String id, List<String> tables) {
    return tables.stream()
        .map(table -> table + "/")
        .filter(id::startsWith)
        .findFirst()
        .map(table -> id.substring(table.length()))
        .orElse(id);
  }
}
