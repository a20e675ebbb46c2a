package dev.millrace.acceptance.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.millrace.acceptance.PipelineExtension;
import dev.millrace.acceptance.TestSessions;
import dev.millrace.cli.conservation.Conservation;
import dev.millrace.cli.conservation.EventConservation;
import dev.millrace.cli.conservation.Findings;
import dev.millrace.cli.demo.CommandClient;
import dev.millrace.cli.demo.DemoLoad;
import dev.millrace.cli.demo.DemoRecorder;
import dev.millrace.cli.pipeline.Endpoints;
import dev.millrace.cli.pipeline.Pipeline;
import dev.millrace.cli.pipeline.ServiceChild;
import dev.millrace.stock.StockAggregate;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Two bridges, orders that half of the time come without the express lane, rows missing in the CDC
 * log, and everything that the bridge lives on broken in turn. The event store is the oracle: the
 * topic must have each of its events once, in order.
 *
 * <p>Runs when {@code -Dmillrace.chaos.seconds} says for how long at least; {@code
 * -Dmillrace.chaos.seed} repeats the order of the faults. Not by default: a killed broker can leave
 * a projection of the shared pipeline unable to restore its state, which other tests would meet.
 */
@EnabledIfSystemProperty(
    named = "millrace.chaos.seconds",
    matches = "\\d+",
    disabledReason = "breaks the broker under every test; give -Dmillrace.chaos.seconds to run it")
@ExtendWith(PipelineExtension.class)
class BridgeChaosIT {

  private static final Duration TIME =
      Duration.ofSeconds(Integer.getInteger("millrace.chaos.seconds", 60));
  private static final int ORDERS = 20;
  private static final int CLIENTS = 6;

  private final long seed = Long.getLong("millrace.chaos.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final AtomicBoolean over = new AtomicBoolean();

  @Test
  void theTopicHasWhatTheStoreHasWhateverBreaks(Pipeline pipeline) throws Exception {
    System.out.println("seed " + seed);
    ServiceChild slow = withoutExpressLane(pipeline);
    slow.start();
    try (var bridges = TwoBridges.start(pipeline, List.of(StockAggregate.TOPIC));
        CqlSession session = TestSessions.open(pipeline)) {
      var eraser = new LogEraser(session, new Random(random.nextLong()));
      var erasing = CompletableFuture.runAsync(eraser);
      var load = CompletableFuture.supplyAsync(() -> load(either(pipeline, slow)));
      List<String> broken = new BridgeFaults(pipeline.stack(), bridges, random).inject(TIME);
      over.set(true);
      long accepted = load.join();
      eraser.stop();
      erasing.join();
      System.out.println(
          accepted + " commands, " + eraser.removed() + " log rows removed, faults " + broken);
      assertThat(accepted).isGreaterThan(100);
      assertThat(eraser.removed()).isPositive();
      assertThat(faults(pipeline, session)).as("seed %d, faults %s", seed, broken).isEmpty();
    } finally {
      slow.process().stop();
    }
  }

  private static ServiceChild withoutExpressLane(Pipeline pipeline) {
    return Pipeline.commandService(
        pipeline.stack(),
        pipeline.commandService().process().log().resolveSibling("slow"),
        0,
        "--express.enabled=false");
  }

  private static Supplier<Endpoints> either(Pipeline pipeline, ServiceChild slow) {
    return () -> {
      Endpoints all = pipeline.endpoints();
      URI commands = ThreadLocalRandom.current().nextBoolean() ? all.commands() : slow.address();
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

  /** What is wrong between store and topic once that has settled, in words. */
  private static List<String> faults(Pipeline pipeline, CqlSession session) {
    List<Findings> last = new ArrayList<>();
    try {
      Awaitility.await()
          .atMost(3, TimeUnit.MINUTES)
          .pollInterval(1, TimeUnit.SECONDS)
          .until(
              () -> {
                EventConservation events =
                    Conservation.check(session, pipeline.endpoints()).events();
                last.clear();
                last.addAll(List.of(events.lost(), events.duplicated(), events.outOfOrder()));
                return last.stream().allMatch(found -> found.count() == 0);
              });
    } catch (ConditionTimeoutException e) {
      // The assertion on the last check says more than that the time was up.
      assertThat(last).isNotEmpty();
    }
    return last.stream().flatMap(found -> found.examples().stream()).toList();
  }
}
