package dev.millrace.bridge.capture;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.millrace.bridge.BridgeStack;
import dev.millrace.local.LocalStackEndpoints;
import dev.millrace.local.junit.WithLocalStack;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What capture asks of a database in which nothing happens, by the database's own count. */
@WithLocalStack
class CaptureCostIT {

  private static final CaptureSettings SETTINGS =
      CaptureSettings.from(dev.millrace.runtime.config.Settings.of(Map.of()));
  private static final int WINDOWS = 40;

  @Test
  void anIdleStreamCostsLessThanAQueryASecondAndAWindowOneQuery(LocalStackEndpoints endpoints) {
    var registry = new SimpleMeterRegistry();
    try (BridgeStack stack = BridgeStack.open(endpoints);
        Capture capture = new CaptureGroup(stack, SETTINGS).join(registry)) {
      CaptureGroup.await()
          .ignoreExceptions()
          .until(() -> capture.status().windowMillis().least() == SETTINGS.idleWindow().toMillis());
      Instant begin = Instant.now();
      long queries = queries(stack.session());
      long windows = windows(registry);
      CaptureGroup.await().until(() -> windows(registry) >= windows + WINDOWS);
      double seconds = Duration.between(begin, Instant.now()).toMillis() / 1e3;
      double asked = queries(stack.session()) - queries;
      double read = windows(registry) - windows;
      int streams = capture.status().streams().total();
      assertThat(asked / seconds / streams).as("queries per stream and second").isLessThan(1);
      // Besides the windows there is only the master, which asks for a new generation every second.
      assertThat(asked).as("queries").isLessThan(read + 2 * seconds + streams);
    }
  }

  private static long windows(SimpleMeterRegistry registry) {
    return registry.get("millrace.capture.windows").timer().count();
  }

  private static long queries(CqlSession session) {
    return session
        .execute(
            "SELECT value FROM system_views.cql_metrics WHERE name = 'prepared_statements_executed'")
        .one()
        .get(0, Double.class)
        .longValue();
  }
}
