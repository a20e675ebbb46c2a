package dev.millrace.local.database;

import java.nio.ByteBuffer;
import org.apache.cassandra.db.Digest;
import org.apache.cassandra.db.partitions.PartitionUpdate;
import org.apache.cassandra.db.rows.Row;
import org.apache.cassandra.db.rows.UnfilteredRowIterator;
import org.apache.cassandra.db.rows.UnfilteredRowIterators;
import org.apache.cassandra.net.MessagingService;
import org.apache.cassandra.utils.TimeUUID;

/**
 * {@code cdc$time} of an update: the update's own timestamp, told apart from others of the same
 * microsecond by a digest of its key and content. So it is the same after commit-log replay and
 * when Paxos commits an update twice, and differs between two writers.
 */
final class CdcTime {

  private static final long VARIANT = 0x8000000000000000L;
  private static final long VARIANT_MASK = 0x3FFFFFFFFFFFFFFFL;

  private CdcTime() {}

  static TimeUUID of(PartitionUpdate update) {
    long bits = digest(update).getLong();
    return TimeUUID.atUnixMicrosWithLsb(micros(update), (bits & VARIANT_MASK) | VARIANT);
  }

  /** The update's timestamp; Cassandra's own maximum leaves row deletions out. */
  static long micros(PartitionUpdate update) {
    long micros = update.maxTimestamp();
    for (Row row : update) {
      micros = Math.max(micros, row.deletion().time().markedForDeleteAt());
    }
    return micros;
  }

  private static ByteBuffer digest(PartitionUpdate update) {
    Digest digest = Digest.forReadResponse();
    try (UnfilteredRowIterator rows = update.unfilteredIterator()) {
      UnfilteredRowIterators.digest(rows, digest, MessagingService.current_version);
    }
    return ByteBuffer.wrap(digest.digest());
  }
}
