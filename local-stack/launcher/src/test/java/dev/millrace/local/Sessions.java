package dev.millrace.local;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.millrace.runtime.scylla.ScyllaSessions;
import dev.millrace.runtime.scylla.ScyllaSettings;
import java.time.Duration;
import java.util.List;

final class Sessions {

  private Sessions() {}

  static CqlSession open(LocalStackEndpoints endpoints) {
    return ScyllaSessions.open(
        new ScyllaSettings(
            List.of(endpoints.database()), endpoints.datacenter(), Duration.ofSeconds(20), false));
  }
}
