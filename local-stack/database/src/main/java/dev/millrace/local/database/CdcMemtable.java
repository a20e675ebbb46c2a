package dev.millrace.local.database;

import java.util.concurrent.atomic.AtomicReference;
import org.apache.cassandra.db.CassandraWriteContext;
import org.apache.cassandra.db.ColumnFamilyStore;
import org.apache.cassandra.db.Mutation;
import org.apache.cassandra.db.commitlog.CommitLog;
import org.apache.cassandra.db.commitlog.CommitLogPosition;
import org.apache.cassandra.db.memtable.Memtable;
import org.apache.cassandra.db.memtable.SkipListMemtable;
import org.apache.cassandra.db.partitions.PartitionUpdate;
import org.apache.cassandra.index.transactions.UpdateTransaction;
import org.apache.cassandra.schema.TableMetadataRef;
import org.apache.cassandra.utils.concurrent.OpOrder;

/** The memtable of a table with CDC: whatever is put into it is put into the log as well. */
public final class CdcMemtable extends SkipListMemtable {

  /** Found by Cassandra by this name when it reads the memtable configurations. */
  public static final Memtable.Factory FACTORY = CdcMemtable::new;

  private CdcMemtable(
      AtomicReference<CommitLogPosition> lowerBound, TableMetadataRef metadata, Owner owner) {
    super(lowerBound, metadata, owner);
  }

  @Override
  public long put(PartitionUpdate update, UpdateTransaction indexer, OpOrder.Group opGroup) {
    ColumnFamilyStore log = CdcLog.of(update.metadata());
    CdcRows.of(update, log.metadata(), Cdc.streamsAt(CdcTime.micros(update)))
        .ifPresent(rows -> write(log, rows, opGroup));
    return super.put(update, indexer, opGroup);
  }

  /**
   * Writes in the base write's own group: a nested write with a group of its own can deadlock
   * against a flush that waits for the outer one. The log row gets its own place in the commit log,
   * so that flushing the base table never drops a log row that is not flushed.
   */
  private static void write(ColumnFamilyStore log, PartitionUpdate rows, OpOrder.Group opGroup) {
    CommitLogPosition position = CommitLog.instance.add(new Mutation(rows));
    log.getWriteHandler().write(rows, new CassandraWriteContext(opGroup, position), false);
  }
}
