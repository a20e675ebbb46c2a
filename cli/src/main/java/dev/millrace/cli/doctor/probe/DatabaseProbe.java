package dev.millrace.cli.doctor.probe;

import static java.util.Objects.requireNonNull;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.metadata.Node;
import com.datastax.oss.driver.api.core.metadata.NodeState;
import dev.millrace.cli.doctor.check.CdcCheck.Cdc;
import dev.millrace.cli.doctor.check.ClockCheck.NodeClock;
import dev.millrace.cli.doctor.check.EndpointCheck.Database;
import dev.millrace.cli.doctor.check.Fact;
import dev.millrace.cli.doctor.check.GenerationCheck.Generation;
import dev.millrace.runtime.scylla.SchemaMigrator;
import dev.millrace.runtime.scylla.ScyllaSessions;
import dev.millrace.runtime.scylla.ScyllaSettings;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Asks the database. */
public final class DatabaseProbe implements AutoCloseable {

  /** The table whose outbox rows are captured. */
  public static final String TABLE = "millrace.event_store";

  private static final String PART = "database";
  private static final String KEYSPACE = TABLE.substring(0, TABLE.indexOf('.'));
  private static final String TABLE_NAME = TABLE.substring(KEYSPACE.length() + 1);
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private final Fact<CqlSession> session;

  private DatabaseProbe(Fact<CqlSession> session) {
    this.session = session;
  }

  /** Connects, if there is a database. */
  public static DatabaseProbe open(InetSocketAddress address, String datacenter) {
    var settings = new ScyllaSettings(List.of(address), datacenter, TIMEOUT, false);
    return new DatabaseProbe(Fact.ask(nothing -> ScyllaSessions.openNow(settings)));
  }

  /** Its release and nodes. */
  public Fact<Database> database() {
    return session instanceof Fact.Failed<CqlSession> failed
        ? new Fact.Failed<>(failed.why())
        : session.then(PART, DatabaseProbe::database);
  }

  private static Database database(CqlSession session) {
    Row local = requireNonNull(session.execute("SELECT release_version FROM system.local").one());
    Collection<Node> nodes = session.getMetadata().getNodes().values();
    long down = nodes.stream().filter(node -> node.getState() == NodeState.DOWN).count();
    return new Database(
        requireNonNull(local.getString("release_version")), nodes.size() - down, down);
  }

  /** The tables that {@code cql/} makes. */
  public static Map<String, Map<String, String>> wantedTables() {
    return SchemaTables.of(SchemaMigrator.statements());
  }

  /** The tables that there are. */
  public Fact<Map<String, Map<String, String>>> tables() {
    return session.then(PART, DatabaseProbe::tables);
  }

  private static Map<String, Map<String, String>> tables(CqlSession session) {
    Map<String, Map<String, String>> tables = new TreeMap<>();
    String cql =
        "SELECT table_name, column_name, type FROM system_schema.columns WHERE keyspace_name = ?";
    for (Row row : session.execute(cql, KEYSPACE)) {
      tables
          .computeIfAbsent(KEYSPACE + "." + row.getString("table_name"), table -> new HashMap<>())
          .put(requireNonNull(row.getString("column_name")), requireNonNull(row.getString("type")));
    }
    return tables;
  }

  /** Replicas of the keyspace by datacenter; empty if there is no such keyspace. */
  public Fact<Optional<Map<String, Integer>>> replication() {
    return session.then(
        PART,
        it ->
            it.getMetadata()
                .getKeyspace(KEYSPACE)
                .map(keyspace -> replicas(keyspace.getReplication())));
  }

  private static Map<String, Integer> replicas(Map<String, String> replication) {
    Map<String, Integer> replicas = new TreeMap<>();
    replication.forEach(
        (key, value) -> {
          if (value.matches("\\d{1,4}")) {
            replicas.put(key, Integer.valueOf(value));
          }
        });
    return replicas;
  }

  /** CDC of {@link #TABLE}. */
  public Fact<Cdc> cdc() {
    return session.then(PART, DatabaseProbe::cdc);
  }

  private static Cdc cdc(CqlSession session) {
    String cql =
        "SELECT extensions FROM system_schema.tables WHERE keyspace_name = ? AND table_name = ?";
    Row row = session.execute(cql, KEYSPACE, TABLE_NAME).one();
    Map<String, ByteBuffer> extensions =
        row == null ? null : row.getMap("extensions", String.class, ByteBuffer.class);
    return CdcExtension.parse(extensions == null ? null : extensions.get("cdc"));
  }

  /** The newest generation that has begun. */
  public Fact<Optional<Generation>> generation() {
    return session.then(PART, it -> GenerationTables.newest(it, Instant.now()));
  }

  /** The clock of every node. */
  public Fact<List<NodeClock>> clocks() {
    return session.then(PART, NodeClocks::read);
  }

  @Override
  public void close() {
    if (session instanceof Fact.Known<CqlSession> known) {
      known.value().close();
    }
  }
}
