package dev.millrace.local.database;

import static org.apache.cassandra.cql3.QueryProcessor.executeInternal;

import java.nio.ByteBuffer;
import java.util.Date;
import java.util.Set;
import org.apache.cassandra.cql3.statements.schema.CreateTableStatement;
import org.apache.cassandra.schema.Schema;
import org.apache.cassandra.schema.SchemaTransformations;

/** The tables where ScyllaDB's readers look for stream generations. */
final class GenerationTables {

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

  private GenerationTables() {}

  static void create() {
    addTable(TIMESTAMPS);
    addTable(DESCRIPTIONS);
  }

  /** The streams first: who sees the generation wants them. */
  @SuppressWarnings("JavaUtilDate") // what Cassandra's internal API takes
  static void add(Generation generation) {
    Date start = new Date(generation.startMillis());
    for (ByteBuffer id : generation.streams().all()) {
      executeInternal(
          "INSERT INTO "
              + KEYSPACE
              + ".cdc_streams_descriptions_v2 (time, range_end, streams)"
              + " VALUES (?, ?, ?)",
          start,
          StreamIds.token(id),
          Set.of(id));
    }
    executeInternal(
        "INSERT INTO "
            + KEYSPACE
            + ".cdc_generation_timestamps (key, time)"
            + " VALUES ('timestamps', ?)",
        start);
  }

  // Not through CQL: Cassandra refuses tables in its own keyspaces there.
  private static void addTable(String cql) {
    Schema.instance.transform(
        SchemaTransformations.addTable(CreateTableStatement.parse(cql, KEYSPACE).build(), true));
  }
}
