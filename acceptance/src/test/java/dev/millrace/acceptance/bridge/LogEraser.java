package dev.millrace.acceptance.bridge;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.cql.Row;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes rows of the CDC log behind capture's back, while they are too young to be read: as if the
 * coordinator had never written them.
 */
public final class LogEraser implements Runnable {

  private static final byte INSERT = 2;
  private static final String LOG = "millrace.event_store_scylla_cdc_log";
  private static final String NEWEST =
      "SELECT \"cdc$stream_id\", \"cdc$time\", \"cdc$batch_seq_no\", \"cdc$operation\" FROM "
          + LOG
          + " WHERE \"cdc$time\" > maxTimeuuid(?) ALLOW FILTERING";
  private static final String REMOVE =
      "DELETE FROM "
          + LOG
          + " WHERE \"cdc$stream_id\" = ? AND \"cdc$time\" = ? AND \"cdc$batch_seq_no\" = ?";

  private static final Logger log = LoggerFactory.getLogger(LogEraser.class);

  private final CqlSession session;
  private final Random random;
  private final AtomicInteger removed = new AtomicInteger();
  private volatile boolean stopped;

  public LogEraser(CqlSession session, Random random) {
    this.session = session;
    this.random = random;
  }

  @Override
  public void run() {
    try {
      while (!stopped) {
        removeSome();
        TimeUnit.MILLISECONDS.sleep(100);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void removeSome() {
    try {
      Instant young = Instant.now().minusMillis(500);
      session.execute(NEWEST, young).forEach(this::removeSome);
    } catch (DriverException e) {
      log.info("rows could not be removed, there will be others cause={}", e.toString());
    }
  }

  private void removeSome(Row row) {
    if (row.getByte("cdc$operation") == INSERT && random.nextInt(4) == 0) {
      session.execute(
          REMOVE,
          row.getByteBuffer("cdc$stream_id"),
          row.getUuid("cdc$time"),
          row.getInt("cdc$batch_seq_no"));
      removed.incrementAndGet();
    }
  }

  public int removed() {
    return removed.get();
  }

  public void stop() {
    stopped = true;
  }
}
