package dev.millrace.runtime.scylla;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import java.net.InetSocketAddress;

/** Opens database sessions. */
public final class ScyllaSessions {

  private ScyllaSessions() {}

  /**
   * A session that connects in the background if need be: a service starts while the database is
   * away, and says in its readiness that it is.
   */
  public static CqlSession open(ScyllaSettings settings) {
    var config =
        DriverConfigLoader.programmaticBuilder()
            .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, settings.requestTimeout())
            .withBoolean(DefaultDriverOption.RECONNECT_ON_INIT, true)
            .withDuration(
                DefaultDriverOption.RECONNECTION_BASE_DELAY, java.time.Duration.ofMillis(200))
            .withDuration(
                DefaultDriverOption.RECONNECTION_MAX_DELAY, java.time.Duration.ofSeconds(5))
            .withDuration(DefaultDriverOption.CONTROL_CONNECTION_TIMEOUT, settings.requestTimeout())
            .withDuration(
                DefaultDriverOption.CONNECTION_INIT_QUERY_TIMEOUT, settings.requestTimeout())
            .withDuration(
                DefaultDriverOption.METADATA_SCHEMA_REQUEST_TIMEOUT,
                settings.requestTimeout().multipliedBy(4))
            .build();
    return CqlSession.builder()
        .addContactPoints(settings.contactPoints().stream().map(ScyllaSessions::resolve).toList())
        .withLocalDatacenter(settings.datacenter())
        .withConfigLoader(config)
        .build();
  }

  private static InetSocketAddress resolve(InetSocketAddress address) {
    return new InetSocketAddress(address.getHostString(), address.getPort());
  }
}
