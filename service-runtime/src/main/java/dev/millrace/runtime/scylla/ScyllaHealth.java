package dev.millrace.runtime.scylla;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import dev.millrace.runtime.http.Health;
import java.time.Duration;

/** Whether the database answers. */
public final class ScyllaHealth {

  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private ScyllaHealth() {}

  public static Health.Check answers(CqlSession session) {
    var question =
        SimpleStatement.newInstance("SELECT release_version FROM system.local")
            .setTimeout(PATIENCE);
    return () -> session.execute(question).one() != null;
  }
}
