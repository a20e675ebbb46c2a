package dev.millrace.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.DefaultBatchType;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.servererrors.InvalidQueryException;
import dev.millrace.local.junit.WithLocalStack;
import dev.millrace.runtime.scylla.SchemaMigrator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the stand-in's CDC log says of each kind of write. */
@WithLocalStack
class CdcLogIT {

  private static final String TABLE = "log_test.things";
  private static CqlSession session;
  private final UUID key = UUID.randomUUID();

  @BeforeAll
  static void createTable(LocalStackEndpoints endpoints) {
    session = Sessions.open(endpoints);
    session.execute(
        """
        CREATE KEYSPACE IF NOT EXISTS log_test -- as ScyllaDB writes it
        WITH replication = {'class': 'NetworkTopologyStrategy', 'replication_factor': 1}
        AND tablets = {'enabled': false}""");
    session.execute(
        """
        CREATE TABLE IF NOT EXISTS log_test.things (
          k uuid, c text, d int, s bigint STATIC, v text, w text, PRIMARY KEY ((k), c, d)
        ) WITH cdc = {'enabled': true, 'ttl': 3600}""");
  }

  @AfterAll
  static void close() {
    session.close();
  }

  @Test
  void anInsertIsOperation2() {
    run("INSERT INTO %s (k, c, d, v) VALUES (?, 'a', 1, 'x')");
    Row row = only(log());
    assertThat(row.getByte("cdc$operation")).isEqualTo((byte) 2);
    assertThat(row.getBoolean("cdc$end_of_batch")).isTrue();
    assertThat(row.getString("c")).isEqualTo("a");
    assertThat(row.getInt("d")).isEqualTo(1);
    assertThat(row.getString("v")).isEqualTo("x");
    assertThat(row.isNull("w")).isTrue();
    assertThat(row.isNull("cdc$ttl")).isTrue();
    assertThat(row.isNull("cdc$deleted_w")).isTrue();
  }

  @Test
  void anUpdateIsOperation1EvenOfARowThatWasInserted() {
    run("INSERT INTO %s (k, c, d, v) VALUES (?, 'a', 1, 'x')");
    run("UPDATE %s SET v = 'y' WHERE k = ? AND c = 'a' AND d = 1");
    assertThat(log())
        .extracting(row -> row.getByte("cdc$operation"))
        .containsExactly((byte) 2, (byte) 1);
    assertThat(log().get(1).getString("v")).isEqualTo("y");
  }

  @Test
  void aStaticColumnHasARowOfItsOwnWithoutClustering() {
    run("UPDATE %s SET s = 7 WHERE k = ?");
    Row row = only(log());
    assertThat(row.getByte("cdc$operation")).isEqualTo((byte) 1);
    assertThat(row.getLong("s")).isEqualTo(7);
    assertThat(row.isNull("c")).isTrue();
  }

  @Test
  void aTtlIsLogged() {
    run("INSERT INTO %s (k, c, d, v) VALUES (?, 'a', 1, 'x') USING TTL 600");
    run("UPDATE %s USING TTL 500 SET v = 'y' WHERE k = ? AND c = 'a' AND d = 1");
    assertThat(log()).extracting(row -> row.getLong("cdc$ttl")).containsExactly(600L, 500L);
  }

  @Test
  void anAssignedNullIsADeletedColumn() {
    run("UPDATE %s SET v = null, w = 'z' WHERE k = ? AND c = 'a' AND d = 1");
    Row row = only(log());
    assertThat(row.getByte("cdc$operation")).isEqualTo((byte) 1);
    assertThat(row.getBoolean("cdc$deleted_v")).isTrue();
    assertThat(row.isNull("cdc$deleted_w")).isTrue();
    assertThat(row.getString("w")).isEqualTo("z");
  }

  @Test
  void deletesAreOperations3And4() {
    run("DELETE FROM %s WHERE k = ? AND c = 'a' AND d = 1");
    run("DELETE FROM %s WHERE k = ?");
    assertThat(log())
        .extracting(row -> row.getByte("cdc$operation"))
        .containsExactly((byte) 3, (byte) 4);
    assertThat(log().get(0).getString("c")).isEqualTo("a");
    assertThat(log().get(1).isNull("c")).isTrue();
  }

  @Test
  void aRangeDeleteIsAPairOfBounds() {
    run("DELETE FROM %s WHERE k = ? AND c = 'a' AND d >= 3 AND d < 9");
    assertThat(log())
        .extracting(row -> row.getByte("cdc$operation"))
        .containsExactly((byte) 5, (byte) 8);
    assertThat(log()).extracting(row -> row.getInt("d")).containsExactly(3, 9);
  }

  @Test
  void aBatchSharesItsTimeAndCountsItsRows() {
    session.execute(
        batch(
            statement("INSERT INTO %s (k, c, d, v) VALUES (?, 'a', 1, 'x')"),
            statement("INSERT INTO %s (k, c, d, v) VALUES (?, 'a', 2, 'y')"),
            statement("UPDATE %s SET s = 1 WHERE k = ?")));
    List<Row> rows = log();
    assertThat(rows).hasSize(3);
    assertThat(rows)
        .extracting(row -> row.getUuid("cdc$time"))
        .containsOnly(rows.get(0).getUuid("cdc$time"));
    assertThat(rows).extracting(row -> row.getInt("cdc$batch_seq_no")).containsExactly(0, 1, 2);
    assertThat(rows)
        .extracting(row -> row.getObject("cdc$end_of_batch"))
        .containsExactly(null, null, true);
  }

  @Test
  void aRefusedConditionalBatchLeavesNothing() {
    String move = "UPDATE %s SET s = 2 WHERE k = ? IF s = null";
    String mark =
        "UPDATE %s USING TTL 60 SET w = 'm' WHERE k = ? AND c = 'command' AND d = 0 IF w = null";
    String insert = "INSERT INTO %s (k, c, d, v) VALUES (?, 'out', 1, 'x') USING TTL 60";
    BatchStatement batch = batch(statement(move), statement(mark), statement(insert));
    assertThat(session.execute(batch).wasApplied()).isTrue();
    assertThat(log()).hasSize(3);
    assertThat(session.execute(batch).wasApplied()).isFalse();
    assertThat(log()).hasSize(3);
    assertThat(log())
        .extracting(row -> row.getByte("cdc$operation"))
        .containsExactlyInAnyOrder((byte) 1, (byte) 1, (byte) 2);
  }

  @Test
  void manyWritersLeaveExactlyOneLogRowAWrite() throws Exception {
    long before = CdcLogReader.count(session, TABLE);
    int writers = 8;
    int writes = 500;
    ExecutorService pool = Executors.newFixedThreadPool(writers);
    var insert = session.prepare("INSERT INTO log_test.things (k, c, d, v) VALUES (?, ?, ?, 'x')");
    for (int writer = 0; writer < writers; writer++) {
      String name = "writer-" + writer;
      pool.execute(
          () -> {
            for (int i = 0; i < writes; i++) {
              session.execute(insert.bind(key, name, i));
            }
          });
    }
    pool.shutdown();
    assertThat(pool.awaitTermination(2, TimeUnit.MINUTES)).isTrue();
    assertThat(CdcLogReader.count(session, TABLE) - before).isEqualTo((long) writers * writes);
  }

  @Test
  void takesTheSchemaFilesUnchangedTwice() {
    SchemaMigrator.migrate(session);
    SchemaMigrator.migrate(session);
    assertThat(session.execute("SELECT * FROM millrace.event_store_scylla_cdc_log").all())
        .isNotNull();
  }

  @Test
  void anAlteredTableLogsItsNewColumn() {
    session.execute(
        "CREATE TABLE log_test.growing (k uuid PRIMARY KEY, v text) WITH cdc = {'enabled': true}");
    session.execute("ALTER TABLE log_test.growing ADD extra text");
    session.execute("INSERT INTO log_test.growing (k, extra) VALUES (" + key + ", 'more')");
    assertThat(only(CdcLogReader.of(session, "log_test.growing", key)).getString("extra"))
        .isEqualTo("more");
  }

  @Test
  void refusesWhatItCannotLog() {
    assertThatThrownBy(
            () ->
                session.execute(
                    "CREATE TABLE log_test.pre (k uuid PRIMARY KEY)"
                        + " WITH cdc = {'enabled': true, 'preimage': true}"))
        .isInstanceOf(InvalidQueryException.class)
        .hasMessageContaining("cdc option preimage must be false");
  }

  private void run(String cql) {
    session.execute(statement(cql));
  }

  private SimpleStatement statement(String cql) {
    return SimpleStatement.newInstance(cql.formatted(TABLE), key);
  }

  private static BatchStatement batch(SimpleStatement... statements) {
    return BatchStatement.newInstance(DefaultBatchType.UNLOGGED, statements);
  }

  private List<Row> log() {
    return CdcLogReader.of(session, TABLE, key);
  }

  private static Row only(List<Row> rows) {
    assertThat(rows).hasSize(1);
    return rows.get(0);
  }
}
