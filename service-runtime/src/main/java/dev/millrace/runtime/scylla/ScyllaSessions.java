package dev.millrace.runtime.scylla;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import java.net.InetSocketAddress;
import java.time.Duration;

/** Opens database sessions. */
public final class ScyllaSessions {

  private ScyllaSessions() {}

  /**
   * A session that connects in the background if need be: a service starts while the database is
   * away, and says in its readiness that it is.
   */
  public static CqlSession open(ScyllaSettings settings) {
    return open(settings, true);
  }

  /**
   * A session with a database that is there.
   *
   * @throws com.datastax.oss.driver.api.core.DriverException if it does not answer
   */
  public static CqlSession openNow(ScyllaSettings settings) {
    return open(settings, false);
  }

  private static CqlSession open(ScyllaSettings settings, boolean waits) {
    return CqlSession.builder()
        .addContactPoints(settings.contactPoints().stream().map(ScyllaSessions::resolve).toList())
        .withLocalDatacenter(settings.datacenter())
        .withConfigLoader(config(settings, waits))
        .build();
  }

  private static DriverConfigLoader config(ScyllaSettings settings, boolean waits) {
    return DriverConfigLoader.programmaticBuilder()
        .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, settings.requestTimeout())
        .withBoolean(DefaultDriverOption.RECONNECT_ON_INIT, waits)
        .withDuration(DefaultDriverOption.RECONNECTION_BASE_DELAY, Duration.ofMillis(200))
        .withDuration(DefaultDriverOption.RECONNECTION_MAX_DELAY, Duration.ofSeconds(5))
        .withDuration(DefaultDriverOption.CONTROL_CONNECTION_TIMEOUT, settings.requestTimeout())
        .withDuration(DefaultDriverOption.CONNECTION_INIT_QUERY_TIMEOUT, settings.requestTimeout())
        .withDuration(
            DefaultDriverOption.METADATA_SCHEMA_REQUEST_TIMEOUT,
            settings.requestTimeout().multipliedBy(4))
        // Each statement that changes the schema waits for so long, a second by default: a new
        // database would take a quarter of a minute to get its tables.
        .withDuration(DefaultDriverOption.METADATA_SCHEMA_WINDOW, Duration.ofMillis(50))
        .build();
  }

  private static InetSocketAddress resolve(InetSocketAddress address) {
    return new InetSocketAddress(address.getHostString(), address.getPort());
  }
}
