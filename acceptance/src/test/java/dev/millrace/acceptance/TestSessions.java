package dev.millrace.acceptance;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.millrace.cli.pipeline.Endpoints;
import dev.millrace.cli.pipeline.Pipeline;
import dev.millrace.runtime.scylla.ScyllaSessions;
import dev.millrace.runtime.scylla.ScyllaSettings;
import java.time.Duration;
import java.util.List;

public final class TestSessions {

  private TestSessions() {}

  public static CqlSession open(Pipeline pipeline) {
    Endpoints endpoints = pipeline.endpoints();
    return ScyllaSessions.open(
        new ScyllaSettings(
            List.of(endpoints.database()), endpoints.datacenter(), Duration.ofSeconds(20), false));
  }
}
