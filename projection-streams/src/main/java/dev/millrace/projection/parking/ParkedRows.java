package dev.millrace.projection.parking;

import java.util.ArrayList;
import java.util.List;

/** Looks at the rows that are parked, from outside of the stream threads. */
public final class ParkedRows {

  private ParkedRows() {}

  public static List<ParkedAggregate> list(StoreReader stores, String store, String table) {
    List<ParkedAggregate> list = new ArrayList<>();
    try (var rows = stores.<ParkedRow>open(store).all()) {
      rows.forEachRemaining(
          row -> {
            String cause = row.value.cause();
            list.add(new ParkedAggregate(table + "/" + row.key, 0, 1, cause, 0, cause));
          });
    }
    return list;
  }
}
