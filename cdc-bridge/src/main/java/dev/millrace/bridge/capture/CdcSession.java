package dev.millrace.bridge.capture;

import com.scylladb.cdc.cql.CQLConfiguration;
import com.scylladb.cdc.cql.CQLConfiguration.ConsistencyLevel;
import com.scylladb.cdc.cql.driver3.Driver3MasterCQL;
import com.scylladb.cdc.cql.driver3.Driver3Session;
import com.scylladb.cdc.cql.driver3.Driver3WorkerCQL;
import com.scylladb.cdc.model.TableName;
import dev.millrace.runtime.scylla.ScyllaSettings;
import java.net.InetSocketAddress;
import java.util.Set;
import java.util.concurrent.ExecutionException;

/**
 * The library's own session with the database: who reads the log, and who knows its generations.
 */
record CdcSession(Driver3Session session, Driver3MasterCQL master, Driver3WorkerCQL worker)
    implements AutoCloseable {

  /**
   * Opens a session for a table.
   *
   * @throws ExecutionException if the table has no CDC log
   */
  // Closed with the record, or here when that is not to be.
  @SuppressWarnings("resource")
  static CdcSession open(ScyllaSettings scylla, TableName table)
      throws ExecutionException, InterruptedException {
    var session = new Driver3Session(configuration(scylla));
    try {
      var worker = new Driver3WorkerCQL(session);
      worker.prepare(Set.of(table));
      return new CdcSession(session, new Driver3MasterCQL(session), worker);
    } catch (ExecutionException | InterruptedException | RuntimeException e) {
      session.close();
      throw e;
    }
  }

  private static CQLConfiguration configuration(ScyllaSettings scylla) {
    // A quorum sees every row that was acknowledged at a quorum; with one replica it is that one.
    var configuration =
        CQLConfiguration.builder()
            .withConsistencyLevel(ConsistencyLevel.LOCAL_QUORUM)
            .withLocalDCName(scylla.datacenter())
            .withDefaultPort(scylla.contactPoints().get(0).getPort());
    scylla.contactPoints().stream()
        .map(at -> new InetSocketAddress(at.getHostString(), at.getPort()))
        .forEach(configuration::addContactPoint);
    return configuration.build();
  }

  @Override
  public void close() {
    session.close();
  }
}
