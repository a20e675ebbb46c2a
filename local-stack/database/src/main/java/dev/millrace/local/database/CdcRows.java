package dev.millrace.local.database;

import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.cassandra.db.Clustering;
import org.apache.cassandra.db.ClusteringBound;
import org.apache.cassandra.db.ClusteringPrefix;
import org.apache.cassandra.db.DecoratedKey;
import org.apache.cassandra.db.RangeTombstone;
import org.apache.cassandra.db.marshal.CompositeType;
import org.apache.cassandra.db.partitions.PartitionUpdate;
import org.apache.cassandra.db.rows.Cell;
import org.apache.cassandra.db.rows.Row;
import org.apache.cassandra.schema.ColumnMetadata;
import org.apache.cassandra.schema.TableMetadata;
import org.apache.cassandra.utils.FBUtilities;
import org.apache.cassandra.utils.TimeUUID;

/** Turns one partition update into the log rows that ScyllaDB would write for it. */
final class CdcRows {

  private static final byte UPDATE = 1;
  private static final byte INSERT = 2;
  private static final byte ROW_DELETE = 3;
  private static final byte PARTITION_DELETE = 4;
  private static final byte RANGE_START_INCLUSIVE = 5;
  private static final byte RANGE_START_EXCLUSIVE = 6;
  private static final byte RANGE_END_INCLUSIVE = 7;
  private static final byte RANGE_END_EXCLUSIVE = 8;

  private final TableMetadata base;
  private final DecoratedKey key;
  private final PartitionUpdate.SimpleBuilder log;
  private final TimeUUID time;
  private int sequence;
  private Row.SimpleBuilder last;

  private CdcRows(PartitionUpdate update, TableMetadata logTable, StreamIds streams) {
    base = update.metadata();
    key = update.partitionKey();
    time = CdcTime.of(update);
    long token = (Long) key.getToken().getTokenValue();
    log = PartitionUpdate.simpleBuilder(logTable, streams.streamOf(token));
    log.timestamp(CdcTime.micros(update)).nowInSec(FBUtilities.nowInSeconds());
    if (logTable.params.defaultTimeToLive > 0) {
      log.ttl(logTable.params.defaultTimeToLive);
    }
  }

  /** The log's rows, or none for an update that changes nothing. */
  static Optional<PartitionUpdate> of(
      PartitionUpdate update, TableMetadata logTable, StreamIds streams) {
    if (update.isEmpty()) {
      return Optional.empty();
    }
    CdcRows rows = new CdcRows(update, logTable, streams);
    rows.addAll(update);
    return Optional.of(rows.log.build());
  }

  private void addAll(PartitionUpdate update) {
    if (!update.deletionInfo().getPartitionDeletion().isLive()) {
      start(PARTITION_DELETE);
    }
    Iterator<RangeTombstone> ranges = update.deletionInfo().rangeIterator(false);
    while (ranges.hasNext()) {
      add(ranges.next());
    }
    if (!update.staticRow().isEmpty()) {
      add(update.staticRow());
    }
    for (Row row : update) {
      add(row);
    }
    last.add(CdcLog.END_OF_BATCH, true);
  }

  private void add(RangeTombstone range) {
    ClusteringBound<?> start = range.deletedSlice().start();
    ClusteringBound<?> end = range.deletedSlice().end();
    start(start.isInclusive() ? RANGE_START_INCLUSIVE : RANGE_START_EXCLUSIVE);
    clustering(start);
    start(end.isInclusive() ? RANGE_END_INCLUSIVE : RANGE_END_EXCLUSIVE);
    clustering(end);
  }

  private void add(Row row) {
    start(operation(row));
    if (row.clustering() != Clustering.STATIC_CLUSTERING) {
      clustering(row.clustering());
    }
    int ttl = ttl(row);
    if (ttl > 0) {
      last.add(CdcLog.TTL, (long) ttl);
    }
    for (Cell<?> cell : row.cells()) {
      if (cell.isTombstone()) {
        last.add(CdcLog.DELETED + cell.column().name, true);
      } else {
        last.add(cell.column().name.toString(), cell.buffer());
      }
    }
  }

  private static byte operation(Row row) {
    if (!row.deletion().isLive()) {
      return ROW_DELETE;
    }
    return row.primaryKeyLivenessInfo().isEmpty() ? UPDATE : INSERT;
  }

  private static int ttl(Row row) {
    int ttl = row.primaryKeyLivenessInfo().ttl();
    for (Cell<?> cell : row.cells()) {
      ttl = Math.max(ttl, cell.isExpiring() ? cell.ttl() : 0);
    }
    return ttl;
  }

  private void start(byte operation) {
    last = log.row(time, sequence++).add(CdcLog.OPERATION, operation);
    List<ColumnMetadata> columns = base.partitionKeyColumns();
    ByteBuffer[] values =
        columns.size() == 1
            ? new ByteBuffer[] {key.getKey()}
            : ((CompositeType) base.partitionKeyType).split(key.getKey());
    for (ColumnMetadata column : columns) {
      last.add(column.name.toString(), values[column.position()]);
    }
  }

  private void clustering(ClusteringPrefix<?> prefix) {
    for (ColumnMetadata column : base.clusteringColumns()) {
      if (column.position() < prefix.size()) {
        last.add(column.name.toString(), prefix.bufferAt(column.position()));
      }
    }
  }
}
