package dev.millrace.cli;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.millrace.cli.pipeline.Endpoints;
import dev.millrace.runtime.scylla.ScyllaSessions;
import dev.millrace.runtime.scylla.ScyllaSettings;
import java.time.Duration;
import java.util.List;

/** Database sessions of the command line itself. */
final class Sessions {

  private Sessions() {}

  static CqlSession open(Endpoints endpoints) {
    return ScyllaSessions.open(
        new ScyllaSettings(
            List.of(endpoints.database()), endpoints.datacenter(), Duration.ofSeconds(10), false));
  }
}
