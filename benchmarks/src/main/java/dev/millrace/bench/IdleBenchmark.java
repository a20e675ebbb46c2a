package dev.millrace.bench;

import com.datastax.oss.driver.api.core.CqlSession;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * What the bridge asks of the database while nobody writes, by number of streams, against a reader
 * that asks for every stream every 100 ms. Queries are counted by the local database itself.
 */
final class IdleBenchmark {

  /** Queries a second and stream of the reader that is compared with. */
  private static final double RAW_PER_STREAM = 10;

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String QUERIES =
      "SELECT value FROM system_views.cql_metrics WHERE name = 'prepared_statements_executed'";

  private final Duration time;
  private final Consumer<String> progress;

  IdleBenchmark(Duration time, Consumer<String> progress) {
    this.time = time;
    this.progress = progress;
  }

  /** What one number of streams cost. */
  record Cost(int streams, double queriesPerSecond) {

    double ratio() {
      return queriesPerSecond / (streams * RAW_PER_STREAM);
    }

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "%4d streams   %7.1f queries/s   %.2f a stream and second   %.3f of one each 100 ms",
          streams,
          queriesPerSecond,
          queriesPerSecond / streams,
          ratio());
    }

    private ObjectNode toJson() {
      return JsonNodeFactory.instance
          .objectNode()
          .put("streams", streams)
          .put("rawPerSecond", streams * RAW_PER_STREAM)
          .put("measuredPerSecond", Sample.rounded(queriesPerSecond))
          .put("ratio", Math.round(ratio() * 1_000) / 1e3);
    }
  }

  static String toTable(List<Cost> costs) {
    return costs.stream().map(Cost::toString).collect(Collectors.joining("\n"));
  }

  static String toJson(List<Cost> costs) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("benchmark", "idle");
    costs.forEach(cost -> json.withArray("costs").add(cost.toJson()));
    return json.toString();
  }

  /** Measures a stack that nobody writes to. */
  Cost run(BenchStack stack) throws IOException, InterruptedException {
    var bridge = new ServiceProbe(stack.startBridge());
    progress.accept("waiting until capture has settled");
    JsonNode status = awaitIdle(bridge);
    long begun = System.nanoTime();
    double before = queries(stack.session());
    Thread.sleep(time.toMillis());
    double asked = queries(stack.session()) - before;
    double seconds = (System.nanoTime() - begun) / 1e9;
    var cost = new Cost(status.at("/streams/total").asInt(), asked / seconds);
    progress.accept(cost.toString());
    return cost;
  }

  /** Waits until every window is as long as it gets at the head, and none is behind. */
  private static JsonNode awaitIdle(ServiceProbe bridge) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    int settled = 0;
    JsonNode status = bridge.json("/capture");
    long longest = 0;
    while (settled < 5) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("capture has not settled within " + PATIENCE);
      }
      Thread.sleep(1_000);
      status = bridge.json("/capture");
      long least = status.at("/windowMillis/least").asLong();
      boolean same = least == status.at("/windowMillis/greatest").asLong() && least == longest;
      settled = same ? settled + 1 : 0;
      longest = least;
    }
    return status;
  }

  private static double queries(CqlSession session) {
    return session.execute(QUERIES).one().getDouble(0);
  }
}
