package dev.millrace.bench;

import dev.millrace.cli.pipeline.ServiceChild;
import dev.millrace.contract.Topics;
import dev.millrace.projection.Build;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.admin.Admin;

/**
 * Kills one of two instances that share the partitions of the order projection, while new orders
 * come at a steady pace: the slowest of them tells how long its partitions stood still.
 */
final class FailoverBenchmark {

  private static final String PROJECTION = "order";
  private static final Duration BEFORE = Duration.ofSeconds(5);

  private final BenchStack stack;
  private final Consumer<String> progress;

  FailoverBenchmark(BenchStack stack, Consumer<String> progress) {
    this.stack = stack;
    this.progress = progress;
  }

  /**
   * Latencies of orders, from the topic to the answer of the instance that lives on.
   *
   * @param state that the instances begin with, in events
   */
  Histogram run(int state, int standbys, double perSecond, Duration time)
      throws InterruptedException {
    String[] shared = {"--projections=" + PROJECTION, "--streams.standby-replicas=" + standbys};
    ServiceChild first = start(shared, "first-" + standbys);
    awaitRead(state);
    ServiceChild second = start(shared, "second-" + standbys);
    try (var orders = new FreshOrders(stack.kafka(), first.address())) {
      progress.accept("warming up");
      orders.run(perSecond, time);
      progress.accept("killing one of two, with " + standbys + " standby replicas");
      CompletableFuture.delayedExecutor(BEFORE.toMillis(), TimeUnit.MILLISECONDS)
          .execute(second.process()::kill);
      return orders.run(perSecond, time);
    } finally {
      first.process().stop();
      second.process().stop();
    }
  }

  private ServiceChild start(String[] shared, String name) {
    Path state = stack.directory().resolve("state-" + name);
    return stack.startProjections(shared[0], shared[1], "--streams.state-dir=" + state);
  }

  private void awaitRead(int events) throws InterruptedException {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", stack.kafka()))) {
      String group = Build.first(PROJECTION).applicationId();
      new CommittedPace(admin, group, Topics.ORDER_EVENTS.name()).awaitAtLeast(events);
    }
  }
}
