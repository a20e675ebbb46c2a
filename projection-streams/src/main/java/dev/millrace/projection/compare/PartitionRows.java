package dev.millrace.projection.compare;

import com.datastax.oss.driver.api.core.CqlIdentifier;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import com.datastax.oss.driver.api.core.cql.ColumnDefinition;
import com.datastax.oss.driver.api.core.cql.ColumnDefinitions;
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
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a whole table, in the order of their partitions' tokens. Rows that share a token are
 * those of one partition, but for rare chance. Holds one partition and one page in memory.
 */
final class PartitionRows {

  private static final int PAGE = 1_000;
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final String TOKEN = "partition_token";

  private final CqlSession session;
  private final List<String> key;
  private final PreparedStatement again;
  private final Iterator<Row> rows;
  private @Nullable Row next;

  /**
   * Begins to read.
   *
   * @param name keyspace and table
   */
  PartitionRows(CqlSession session, String name) {
    this.session = session;
    TableMetadata table = metadata(session, name);
    key = table.getPrimaryKey().stream().map(PartitionRows::name).toList();
    String partitionKey =
        table.getPartitionKey().stream().map(PartitionRows::name).collect(Collectors.joining(", "));
    String select = "SELECT token(" + partitionKey + ") AS " + TOKEN + ", " + columns(table);
    again =
        session.prepare(
            statement(select + " FROM " + name + " WHERE token(" + partitionKey + ") = :at"));
    rows = session.execute(statement(select + " FROM " + name)).iterator();
    advance();
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

  private void advance() {
    next = rows.hasNext() ? rows.next() : null;
  }

  /** The token of the partition that comes next; empty at the end. */
  OptionalLong token() {
    return next == null ? OptionalLong.empty() : OptionalLong.of(next.getLong(TOKEN));
  }

  /** Takes the rows of a token, by primary key; none, if another partition comes next. */
  Map<String, Map<String, Object>> take(long token) {
    Map<String, Map<String, Object>> found = new TreeMap<>();
    while (next != null && next.getLong(TOKEN) == token) {
      put(next, found);
      advance();
    }
    return found;
  }

  /** The rows of a token as they are now. */
  Map<String, Map<String, Object>> again(long token) {
    Map<String, Map<String, Object>> found = new TreeMap<>();
    session.execute(again.bind(token)).forEach(row -> put(row, found));
    return found;
  }

  private void put(Row row, Map<String, Map<String, Object>> found) {
    Map<String, Object> values = new HashMap<>();
    ColumnDefinitions columns = row.getColumnDefinitions();
    for (ColumnDefinition column : columns) {
      String name = column.getName().asInternal();
      Object value = row.getObject(column.getName());
      if (value != null && !name.equals(TOKEN)) {
        values.put(name, value);
      }
    }
    found.put(
        key.stream()
            .map(column -> column + "=" + values.get(column))
            .collect(Collectors.joining(" ")),
        values);
  }
}
