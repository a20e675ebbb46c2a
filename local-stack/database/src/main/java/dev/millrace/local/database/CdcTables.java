package dev.millrace.local.database;

import java.util.Map;
import java.util.Optional;
import org.apache.cassandra.schema.ColumnMetadata;
import org.apache.cassandra.schema.KeyspaceMetadata;
import org.apache.cassandra.schema.Keyspaces;
import org.apache.cassandra.schema.Schema;
import org.apache.cassandra.schema.TableMetadata;

/** Brings a table's CDC log and extension in line with what its DDL said. */
final class CdcTables {

  private CdcTables() {}

  /**
   * To be called after a table was created or altered.
   *
   * @param stated what the statement said of CDC; nothing leaves the table's CDC as it was
   */
  static void reconcile(String keyspace, String table, Optional<CdcOptions> stated) {
    TableMetadata base = Schema.instance.getTableMetadata(keyspace, table);
    if (base == null) {
      return;
    }
    boolean logged = base.params.memtable.configurationKey().equals(DdlTranslation.CDC_MEMTABLE);
    if (logged && stated.isPresent()) {
      Schema.instance.transform(all -> enabled(all, base, stated.get()));
    } else if (logged) {
      Schema.instance.transform(all -> withLogColumns(all, base));
    } else if (stated.isPresent()) {
      Schema.instance.transform(all -> disabled(all, base));
    }
  }

  private static Keyspaces enabled(Keyspaces all, TableMetadata base, CdcOptions options) {
    KeyspaceMetadata keyspace = all.getNullable(base.keyspace);
    TableMetadata log = CdcLog.tableFor(base, options);
    if (keyspace.getTableOrViewNullable(log.name) == null) {
      keyspace = keyspace.withSwapped(keyspace.tables.with(log));
    }
    TableMetadata marked = withExtensions(base, Map.of("cdc", options.extension()));
    return all.withAddedOrUpdated(keyspace.withSwapped(keyspace.tables.withSwapped(marked)));
  }

  private static Keyspaces disabled(Keyspaces all, TableMetadata base) {
    KeyspaceMetadata keyspace = all.getNullable(base.keyspace);
    TableMetadata unmarked = withExtensions(base, Map.of());
    return all.withAddedOrUpdated(keyspace.withSwapped(keyspace.tables.withSwapped(unmarked)));
  }

  /** A column added to the base is added to the log. */
  private static Keyspaces withLogColumns(Keyspaces all, TableMetadata base) {
    KeyspaceMetadata keyspace = all.getNullable(base.keyspace);
    TableMetadata log = keyspace.getTableNullable(base.name + CdcLog.SUFFIX);
    if (log == null) {
      return all;
    }
    TableMetadata.Builder grown = log.unbuild();
    for (ColumnMetadata wanted : CdcLog.tableFor(base, new CdcOptions(true, 0)).columns()) {
      if (log.getColumn(wanted.name) == null) {
        grown.addRegularColumn(wanted.name, wanted.type);
      }
    }
    return all.withAddedOrUpdated(keyspace.withSwapped(keyspace.tables.withSwapped(grown.build())));
  }

  private static TableMetadata withExtensions(
      TableMetadata table, Map<String, java.nio.ByteBuffer> extensions) {
    return table.withSwapped(table.params.unbuild().extensions(extensions).build());
  }
}
