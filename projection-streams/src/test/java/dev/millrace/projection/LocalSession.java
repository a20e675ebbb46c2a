package dev.millrace.projection;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.millrace.local.LocalStackEndpoints;
import dev.millrace.runtime.scylla.SchemaMigrator;
import dev.millrace.runtime.scylla.ScyllaSessions;
import dev.millrace.runtime.scylla.ScyllaSettings;
import java.time.Duration;
import java.util.List;

/** A session with the schema in place. */
final class LocalSession {

  private LocalSession() {}

  /** A session whose requests fail after that time. */
  static CqlSession open(LocalStackEndpoints endpoints, Duration requestTimeout) {
    try (CqlSession patient = session(endpoints, Duration.ofSeconds(20))) {
      SchemaMigrator.migrate(patient);
    }
    return session(endpoints, requestTimeout);
  }

  private static CqlSession session(LocalStackEndpoints endpoints, Duration requestTimeout) {
    return ScyllaSessions.open(
        new ScyllaSettings(
            List.of(endpoints.database()), endpoints.datacenter(), requestTimeout, true));
  }
}
