package dev.millrace.acceptance.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.millrace.acceptance.NeedsLocalStack;
import dev.millrace.acceptance.TestSessions;
import dev.millrace.cli.conservation.Conservation;
import dev.millrace.cli.demo.CommandClient;
import dev.millrace.cli.demo.DemoLoad;
import dev.millrace.cli.demo.DemoRecorder;
import dev.millrace.cli.pipeline.Endpoints;
import dev.millrace.cli.pipeline.Pipeline;
import dev.millrace.cli.pipeline.Pipeline.PipelineSettings;
import dev.millrace.cli.pipeline.ServiceChild;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Test;

/**
 * Two bridges, orders that half of the time come without the express lane, rows missing in the CDC
 * log, and everything that the pipeline lives on broken in turn. The event store is the oracle: the
 * topic must have each of its events once, in order, and the read tables what follows from them.
 *
 * <p>The faults go on for {@code -Dmillrace.chaos.seconds} at least, each part is broken once;
 * {@code -Dmillrace.chaos.seed} repeats their order. On a pipeline of its own: faults of the broker
 * are nothing for the tests that share one.
 */
@NeedsLocalStack
class BridgeChaosIT {

  private static final Duration TIME =
      Duration.ofSeconds(Integer.getInteger("millrace.chaos.seconds", 30));
  private static final int ORDERS = 20;

  /** So many that bridges and projections are never done, and no backlog that takes minutes. */
  private static final int CLIENTS = 2;

  private final long seed = Long.getLong("millrace.chaos.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final AtomicBoolean over = new AtomicBoolean();

  @Test
  void topicAndReadTablesHaveWhatTheStoreHasWhateverBreaks() throws Exception {
    System.out.println("seed " + seed);
    Path directory = Files.createTempDirectory(Path.of("target"), "chaos-");
    try (Pipeline pipeline = Pipeline.start(PipelineSettings.in(directory), step -> {})) {
      ServiceChild slow = withoutExpressLane(pipeline);
      try (var bridges = TwoBridges.start(pipeline)) {
        slow.start();
        breakAndCheck(pipeline, slow, bridges);
      } finally {
        slow.process().stop();
      }
    }
  }

  private void breakAndCheck(Pipeline pipeline, ServiceChild slow, TwoBridges bridges)
      throws Exception {
    try (CqlSession session = TestSessions.open(pipeline)) {
      var eraser = new LogEraser(session, new Random(random.nextLong()));
      var services = either(pipeline, slow);
      var erasing = CompletableFuture.runAsync(eraser);
      var load = CompletableFuture.supplyAsync(() -> load(services));
      List<String> broken;
      try {
        broken = new BridgeFaults(pipeline.stack(), bridges, random).inject(TIME);
      } finally {
        over.set(true);
        eraser.stop();
      }
      long accepted = load.join();
      erasing.join();
      System.out.println(
          accepted + " commands, " + eraser.removed() + " log rows removed, faults " + broken);
      assertThat(accepted).isGreaterThan(100);
      assertThat(eraser.removed()).isPositive();
      assertThat(settled(pipeline, session).examples())
          .as("seed %d, faults %s", seed, broken)
          .isEmpty();
    }
  }

  private static ServiceChild withoutExpressLane(Pipeline pipeline) {
    return Pipeline.commandService(
        pipeline.stack(),
        pipeline.commandService().process().log().resolveSibling("slow"),
        0,
        "--express.enabled=false");
  }

  private Supplier<Endpoints> either(Pipeline pipeline, ServiceChild slow) {
    var chosen = new Random(random.nextLong());
    return () -> {
      Endpoints all = pipeline.endpoints();
      URI commands = chosen.nextBoolean() ? all.commands() : slow.address();
      return new Endpoints(all.database(), all.datacenter(), all.kafka(), commands, all.queries());
    };
  }

  /** Order after order until it is over; returns how many commands were carried out. */
  private long load(Supplier<Endpoints> endpoints) {
    var client = new CommandClient(endpoints);
    try (var recorder = new DemoRecorder(client)) {
      for (long round = 0; !over.get(); round++) {
        new DemoLoad(ORDERS, CLIENTS, seed + round * ORDERS).run(client, recorder, done -> {});
      }
      return recorder.acceptedCount();
    }
  }

  /** The last check: the first that holds, or what was still wrong when the time was up. */
  private static Conservation settled(Pipeline pipeline, CqlSession session) {
    List<Conservation> checks = new ArrayList<>();
    try {
      Awaitility.await()
          .atMost(3, TimeUnit.MINUTES)
          .pollInterval(1, TimeUnit.SECONDS)
          .until(
              () -> {
                checks.add(Conservation.check(session, pipeline.endpoints()));
                return checks.get(checks.size() - 1).holds();
              });
    } catch (ConditionTimeoutException e) {
      // The assertion on the last check says more than that the time was up.
      assertThat(checks).isNotEmpty();
    }
    return checks.get(checks.size() - 1);
  }
}
