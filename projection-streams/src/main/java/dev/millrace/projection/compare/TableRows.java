package dev.millrace.projection.compare;

import com.datastax.oss.driver.api.core.CqlIdentifier;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import com.datastax.oss.driver.api.core.cql.ColumnDefinition;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.metadata.schema.ColumnMetadata;
import com.datastax.oss.driver.api.core.metadata.schema.TableMetadata;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a whole table, in the order of their partitions' tokens, within a partition in its
 * own. Holds one page in memory.
 */
final class TableRows implements Iterator<TableRow> {

  private static final int PAGE = 1_000;
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final String TOKEN = "partition_token";

  private final CqlSession session;
  private final List<String> key;
  private final PreparedStatement one;
  private final Iterator<Row> rows;

  /**
   * Begins to read.
   *
   * @param name keyspace and table
   */
  TableRows(CqlSession session, String name) {
    this.session = session;
    TableMetadata table = metadata(session, name);
    key = table.getPrimaryKey().stream().map(TableRows::name).toList();
    String partitionKey =
        table.getPartitionKey().stream().map(TableRows::name).collect(Collectors.joining(", "));
    String select =
        "SELECT token(%s) AS %s, %s FROM %s".formatted(partitionKey, TOKEN, columns(table), name);
    String isKey = key.stream().map(column -> column + " = ?").collect(Collectors.joining(" AND "));
    one = session.prepare(statement(select + " WHERE " + isKey));
    rows = session.execute(statement(select)).iterator();
  }

  private static TableMetadata metadata(CqlSession session, String name) {
    String[] parts = name.split("\\.");
    return session
        .refreshSchema()
        .getKeyspace(parts[0])
        .flatMap(keyspace -> keyspace.getTable(parts[1]))
        .orElseThrow(() -> new IllegalStateException("there is no table " + name));
  }

  private static String columns(TableMetadata table) {
    return table.getColumns().keySet().stream()
        .map(CqlIdentifier::asInternal)
        .collect(Collectors.joining(", "));
  }

  private static String name(ColumnMetadata column) {
    return column.getName().asInternal();
  }

  private static SimpleStatement statement(String cql) {
    return SimpleStatement.newInstance(cql)
        .setPageSize(PAGE)
        .setTimeout(TIMEOUT)
        .setConsistencyLevel(DefaultConsistencyLevel.LOCAL_QUORUM);
  }

  @Override
  public boolean hasNext() {
    return rows.hasNext();
  }

  @Override
  public TableRow next() {
    Row row = rows.next();
    Map<String, Object> values = values(row);
    return new TableRow(row.getLong(TOKEN), key.stream().map(values::get).toList(), values);
  }

  /** The values of a row as they are now; null if there is none. */
  @Nullable Map<String, Object> now(List<Object> keyOfRow) {
    Row row = session.execute(one.bind(keyOfRow.toArray())).one();
    return row == null ? null : values(row);
  }

  /** A key for people. */
  String named(List<Object> keyOfRow) {
    var text = new StringBuilder();
    for (int i = 0; i < key.size(); i++) {
      text.append(i == 0 ? "" : " ").append(key.get(i)).append('=').append(keyOfRow.get(i));
    }
    return text.toString();
  }

  private static Map<String, Object> values(Row row) {
    Map<String, Object> values = new HashMap<>();
    for (ColumnDefinition column : row.getColumnDefinitions()) {
      String name = column.getName().asInternal();
      Object value = row.getObject(column.getName());
      if (value != null && !name.equals(TOKEN)) {
        values.put(name, value);
      }
    }
    return values;
  }
}
