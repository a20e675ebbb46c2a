package dev.millrace.bridge.capture;

import com.scylladb.cdc.cql.CQLConfiguration;
import com.scylladb.cdc.cql.CQLConfiguration.ConsistencyLevel;
import com.scylladb.cdc.cql.driver3.Driver3MasterCQL;
import com.scylladb.cdc.cql.driver3.Driver3Session;
import dev.millrace.runtime.scylla.ScyllaSettings;
import java.net.InetSocketAddress;

/** The library's own session with the database, and who knows the log's generations. */
record CdcSession(Driver3Session session, Driver3MasterCQL master) implements AutoCloseable {

  /** Opens a session. */
  // Closed with the record.
  @SuppressWarnings("resource")
  static CdcSession open(ScyllaSettings scylla) {
    var session = new Driver3Session(configuration(scylla));
    return new CdcSession(session, new Driver3MasterCQL(session));
  }

  private static CQLConfiguration configuration(ScyllaSettings scylla) {
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
