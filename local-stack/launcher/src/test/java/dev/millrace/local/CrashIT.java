package dev.millrace.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.DefaultBatchType;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import dev.millrace.local.junit.WithLocalStack;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** {@code kill -9} of the database under load: what was acknowledged is there, log row and all. */
@WithLocalStack
class CrashIT {

  private static final String LOG_SCAN = "SELECT * FROM crash_test.things_scylla_cdc_log";

  @Test
  void losesNeitherRowsNorLogRows(LocalStack stack) throws Exception {
    try (CqlSession session = Sessions.open(stack.endpoints())) {
      createTable(session);
      Queue<UUID> acknowledged = new ConcurrentLinkedQueue<>();
      AtomicBoolean running = new AtomicBoolean(true);
      ExecutorService writers = startWriters(session, acknowledged, running);
      Awaitility.await().atMost(60, TimeUnit.SECONDS).until(() -> acknowledged.size() > 400);
      Set<String> seenBefore = logRows(session);
      stack.database().process().kill();
      running.set(false);
      writers.shutdown();
      assertThat(writers.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
      stack.database().start();

      Set<String> seenAfter =
          Awaitility.await()
              .atMost(60, TimeUnit.SECONDS)
              .ignoreExceptions()
              .until(() -> logRows(session), rows -> true);
      assertThat(seenAfter).containsAll(seenBefore);
      assertThat(insertedKeys(session)).containsAll(acknowledged);
      assertThat(baseKeys(session)).containsAll(acknowledged);
      assertThat(insertedKeys(session)).doesNotHaveDuplicates();
    }
  }

  private static void createTable(CqlSession session) {
    session.execute(
        "CREATE KEYSPACE IF NOT EXISTS crash_test WITH replication ="
            + " {'class': 'NetworkTopologyStrategy', 'replication_factor': 1}");
    session.execute(
        """
        CREATE TABLE IF NOT EXISTS crash_test.things (
          k uuid, c text, s bigint STATIC, v text, PRIMARY KEY ((k), c)
        ) WITH cdc = {'enabled': true, 'ttl': 3600}""");
  }

  /** Half of the writers use conditional batches, half ordinary inserts. */
  private static ExecutorService startWriters(
      CqlSession session, Queue<UUID> acknowledged, AtomicBoolean running) {
    PreparedStatement insert =
        session.prepare("INSERT INTO crash_test.things (k, c, v) VALUES (?, 'row', 'x')");
    PreparedStatement move =
        session.prepare("UPDATE crash_test.things SET s = 1 WHERE k = ? IF s = null");
    ExecutorService writers = Executors.newFixedThreadPool(8);
    for (int i = 0; i < 8; i++) {
      boolean conditional = i % 2 == 0;
      writers.execute(
          () -> {
            while (running.get()) {
              UUID key = UUID.randomUUID();
              if (write(session, conditional, insert, move, key)) {
                acknowledged.add(key);
              }
            }
          });
    }
    return writers;
  }

  private static boolean write(
      CqlSession session,
      boolean conditional,
      PreparedStatement insert,
      PreparedStatement move,
      UUID key) {
    try {
      if (!conditional) {
        session.execute(insert.bind(key));
        return true;
      }
      var batch =
          BatchStatement.newInstance(DefaultBatchType.UNLOGGED, move.bind(key), insert.bind(key));
      return session.execute(batch).wasApplied();
    } catch (RuntimeException e) {
      // The database was killed: whether this one was written is unknown, and it does not count.
      return false;
    }
  }

  private static Set<String> logRows(CqlSession session) {
    return session.execute(LOG_SCAN).all().stream()
        .map(row -> row.getUuid("cdc$time") + "/" + row.getInt("cdc$batch_seq_no"))
        .collect(Collectors.toSet());
  }

  private static List<UUID> insertedKeys(CqlSession session) {
    return session.execute(LOG_SCAN).all().stream()
        .filter(row -> row.getByte("cdc$operation") == 2)
        .map(row -> row.getUuid("k"))
        .toList();
  }

  private static List<UUID> baseKeys(CqlSession session) {
    return session.execute("SELECT k FROM crash_test.things").all().stream()
        .map((Row row) -> row.getUuid("k"))
        .toList();
  }
}
