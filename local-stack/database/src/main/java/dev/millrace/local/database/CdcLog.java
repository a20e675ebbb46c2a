package dev.millrace.local.database;

import java.util.List;
import org.apache.cassandra.db.ColumnFamilyStore;
import org.apache.cassandra.db.Keyspace;
import org.apache.cassandra.db.marshal.AbstractType;
import org.apache.cassandra.db.marshal.BooleanType;
import org.apache.cassandra.db.marshal.ByteType;
import org.apache.cassandra.db.marshal.BytesType;
import org.apache.cassandra.db.marshal.Int32Type;
import org.apache.cassandra.db.marshal.LongType;
import org.apache.cassandra.db.marshal.TimeUUIDType;
import org.apache.cassandra.exceptions.InvalidRequestException;
import org.apache.cassandra.schema.ColumnMetadata;
import org.apache.cassandra.schema.TableMetadata;
import org.apache.cassandra.schema.TableParams;

/** Shape and place of a table's CDC log, as ScyllaDB lays it out. */
final class CdcLog {

  static final String SUFFIX = "_scylla_cdc_log";
  static final String STREAM_ID = "cdc$stream_id";
  static final String TIME = "cdc$time";
  static final String BATCH_SEQ_NO = "cdc$batch_seq_no";
  static final String OPERATION = "cdc$operation";
  static final String END_OF_BATCH = "cdc$end_of_batch";
  static final String TTL = "cdc$ttl";
  static final String DELETED = "cdc$deleted_";

  private CdcLog() {}

  static ColumnFamilyStore of(TableMetadata base) {
    return Keyspace.open(base.keyspace).getColumnFamilyStore(base.name + SUFFIX);
  }

  /**
   * The log's table for a base table.
   *
   * @throws InvalidRequestException if the base has a column that the stand-in cannot log
   */
  static TableMetadata tableFor(TableMetadata base, CdcOptions options) {
    var log =
        TableMetadata.builder(base.keyspace, base.name + SUFFIX)
            .addPartitionKeyColumn(STREAM_ID, BytesType.instance)
            .addClusteringColumn(TIME, TimeUUIDType.instance)
            .addClusteringColumn(BATCH_SEQ_NO, Int32Type.instance)
            .addRegularColumn(OPERATION, ByteType.instance)
            .addRegularColumn(END_OF_BATCH, BooleanType.instance)
            .addRegularColumn(TTL, LongType.instance)
            .params(TableParams.builder().defaultTimeToLive(options.ttlSeconds()).build());
    for (ColumnMetadata column : columns(base)) {
      log.addRegularColumn(column.name.toString(), loggable(column));
      if (!column.isPrimaryKeyColumn()) {
        log.addRegularColumn(DELETED + column.name, BooleanType.instance);
      }
    }
    return log.build();
  }

  private static List<ColumnMetadata> columns(TableMetadata base) {
    return List.copyOf(base.columns());
  }

  private static AbstractType<?> loggable(ColumnMetadata column) {
    if (column.isComplex()) {
      throw new InvalidRequestException(
          "column "
              + column.name
              + " must be frozen: the local database logs no collections by element");
    }
    return column.type.unwrap();
  }
}
