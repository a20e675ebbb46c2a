package dev.millrace.command;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.millrace.command.store.EventStoreSettings;
import dev.millrace.local.LocalStackEndpoints;
import dev.millrace.runtime.scylla.SchemaMigrator;
import dev.millrace.runtime.scylla.ScyllaSessions;
import dev.millrace.runtime.scylla.ScyllaSettings;
import java.time.Duration;
import java.util.List;

/** A session with the schema in place. */
public final class LocalSession {

  public static final EventStoreSettings STORE_SETTINGS =
      new EventStoreSettings(Duration.ofDays(7), Duration.ofDays(1), Duration.ofSeconds(10));

  private LocalSession() {}

  public static CqlSession open(LocalStackEndpoints endpoints) {
    CqlSession session =
        ScyllaSessions.open(
            new ScyllaSettings(
                List.of(endpoints.database()),
                endpoints.datacenter(),
                Duration.ofSeconds(20),
                true));
    SchemaMigrator.migrate(session);
    return session;
  }
}
