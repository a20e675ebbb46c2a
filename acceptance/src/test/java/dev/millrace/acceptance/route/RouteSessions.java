package dev.millrace.acceptance.route;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.millrace.cli.pipeline.Endpoints;
import dev.millrace.runtime.scylla.ScyllaSessions;
import dev.millrace.runtime.scylla.ScyllaSettings;
import java.time.Duration;
import java.util.List;

final class RouteSessions {

  private RouteSessions() {}

  static CqlSession open(Endpoints endpoints) {
    return ScyllaSessions.open(
        new ScyllaSettings(
            List.of(endpoints.database()), endpoints.datacenter(), Duration.ofSeconds(20), false));
  }
}
