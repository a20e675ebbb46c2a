package dev.millrace.local.database;

import static org.apache.cassandra.cql3.QueryProcessor.executeInternal;

import java.nio.ByteBuffer;
import java.util.Date;
import java.util.Set;
import org.apache.cassandra.cql3.statements.schema.CreateTableStatement;
import org.apache.cassandra.schema.Schema;
import org.apache.cassandra.schema.SchemaTransformations;
import org.jspecify.annotations.Nullable;

/** The stream generation, in the tables where ScyllaDB's readers look for it. */
final class Generation {

  private static final String KEYSPACE = "system_distributed";
  private static final String TIMESTAMPS =
      """
      CREATE TABLE cdc_generation_timestamps (
        key text, time timestamp, expired timestamp, PRIMARY KEY (key, time))""";
  private static final String DESCRIPTIONS =
      """
      CREATE TABLE cdc_streams_descriptions_v2 (
        time timestamp, range_end bigint, streams frozen<set<blob>>,
        PRIMARY KEY (time, range_end))""";

  private static volatile @Nullable StreamIds streams;

  private Generation() {}

  /** Must come before any table with CDC is written to, commit-log replay included. */
  static void use(StreamIds ids) {
    streams = ids;
  }

  static StreamIds streams() {
    StreamIds ids = streams;
    if (ids == null) {
      throw new IllegalStateException("no stream generation yet");
    }
    return ids;
  }

  /** Creates tables and generation on the first start; later starts find them. */
  @SuppressWarnings("JavaUtilDate") // what Cassandra's internal API takes
  static void publish() {
    addTable(TIMESTAMPS);
    addTable(DESCRIPTIONS);
    if (!executeInternal("SELECT time FROM " + KEYSPACE + ".cdc_generation_timestamps").isEmpty()) {
      return;
    }
    Date now = new Date();
    for (ByteBuffer id : streams().all()) {
      executeInternal(
          "INSERT INTO "
              + KEYSPACE
              + ".cdc_streams_descriptions_v2 (time, range_end, streams)"
              + " VALUES (?, ?, ?)",
          now,
          StreamIds.token(id),
          Set.of(id));
    }
    executeInternal(
        "INSERT INTO "
            + KEYSPACE
            + ".cdc_generation_timestamps (key, time)"
            + " VALUES ('timestamps', ?)",
        now);
  }

  // Not through CQL: Cassandra refuses tables in its own keyspaces there.
  private static void addTable(String cql) {
    Schema.instance.transform(
        SchemaTransformations.addTable(CreateTableStatement.parse(cql, KEYSPACE).build(), true));
  }
}
