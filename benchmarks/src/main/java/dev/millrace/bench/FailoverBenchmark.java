package dev.millrace.bench;

import dev.millrace.cli.pipeline.ServiceChild;
import dev.millrace.contract.Topics;
import dev.millrace.projection.Build;
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
   * @param events that the instances' state is made of
   * @param standbys standby replicas
   */
  Histogram run(int events, int standbys, double perSecond, Duration time)
      throws InterruptedException {
    stack.createTopic(Topics.ORDER_EVENTS.name());
    // Both before there is state: who comes later first gets copies, and partitions minutes after.
    ServiceChild survivor = start(standbys, "survivor");
    ServiceChild victim = start(standbys, "victim");
    progress.accept("sharing partitions");
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", stack.kafka()));
        var orders = new FreshOrders(stack.kafka(), survivor.address())) {
      String group = Build.first(PROJECTION).applicationId();
      new GroupMembers(admin, group).awaitSharing(2);
      progress.accept("writing");
      int written = OrderEventLog.write(stack.kafka(), events);
      new CommittedPace(admin, group, Topics.ORDER_EVENTS.name()).awaitAtLeast(written);
      progress.accept("warming up");
      orders.run(perSecond, time);
      progress.accept("killing one of two, with " + standbys + " standby replicas");
      CompletableFuture.delayedExecutor(BEFORE.toMillis(), TimeUnit.MILLISECONDS)
          .execute(victim.process()::kill);
      return orders.run(perSecond, time);
    }
  }

  private ServiceChild start(int standbys, String name) {
    return stack.startProjections(
        "--projections=" + PROJECTION,
        // Orders of the partitions that stand still are waited for.
        "--query.max-wait=60s",
        "--streams.standby-replicas=" + standbys,
        "--streams.state-dir=" + stack.directory().resolve("state-" + name));
  }
}
