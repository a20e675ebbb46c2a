package dev.millrace.local;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/** Reads a whole CDC log, in the order in which each stream's reader would see it. */
final class CdcLogReader {

  private CdcLogReader() {}

  static List<Row> of(CqlSession session, String table, UUID key) {
    List<Row> rows = new ArrayList<>();
    var scan =
        SimpleStatement.newInstance("SELECT * FROM " + table + "_scylla_cdc_log")
            .setPageSize(5_000);
    for (Row row : session.execute(scan)) {
      if (key.equals(row.getUuid("k"))) {
        rows.add(row);
      }
    }
    rows.sort(
        Comparator.comparing((Row row) -> row.getUuid("cdc$time").timestamp())
            .thenComparing(row -> row.getInt("cdc$batch_seq_no")));
    return rows;
  }

  static long count(CqlSession session, String table) {
    var scan =
        SimpleStatement.newInstance("SELECT \"cdc$time\" FROM " + table + "_scylla_cdc_log")
            .setPageSize(5_000);
    long count = 0;
    for (Row ignored : session.execute(scan)) {
      count++;
    }
    return count;
  }
}
