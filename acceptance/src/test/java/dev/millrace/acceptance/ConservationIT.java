package dev.millrace.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.millrace.cli.conservation.Conservation;
import dev.millrace.cli.demo.CommandClient;
import dev.millrace.cli.demo.DemoLoad;
import dev.millrace.cli.demo.DemoRecorder;
import dev.millrace.cli.pipeline.Endpoints;
import dev.millrace.cli.pipeline.Pipeline;
import dev.millrace.cli.pipeline.Pipeline.PipelineSettings;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whatever happens to the services under load, nothing is lost, doubled or reordered. */
@ExtendWith(PipelineExtension.class)
class ConservationIT {

  private static final Logger log = LoggerFactory.getLogger(ConservationIT.class);
  private static final int ORDERS = 100;

  @Test
  void holdsWhenEveryServiceIsRestartedUnderLoad(Pipeline pipeline) {
    check(
        pipeline,
        atHalf(
            p -> {
              p.bridge().process().stop();
              p.bridge().start();
              p.projections().process().stop();
              p.projections().start();
              p.commandService().process().stop();
              p.commandService().start();
            }));
  }

  @Test
  void holdsWhenTheBridgeIsKilledUnderLoad(Pipeline pipeline) {
    check(
        pipeline,
        atHalf(
            p -> {
              p.bridge().process().kill();
              p.bridge().start();
            }));
  }

  @Test
  void holdsWhenProjectionStreamsIsKilledUnderLoad(Pipeline pipeline) {
    check(
        pipeline,
        atHalf(
            p -> {
              p.projections().process().kill();
              p.projections().start();
            }));
  }

  /** The other one takes over, and answers queries meanwhile. */
  @Test
  void holdsWhenOneOfTwoProjectionStreamsIsKilledUnderLoad(
      Pipeline pipeline, @TempDir Path directory) {
    var second =
        Pipeline.projections(
            pipeline.stack(), PipelineSettings.in(directory), "--streams.standby-replicas=1");
    try {
      second.start();
      var killedAt = new AtomicLong();
      check(
          pipeline,
          () -> withQueries(pipeline.endpoints(), second.address()),
          atHalf(
              p -> {
                p.projections().process().kill();
                killedAt.set(System.nanoTime());
              }));
      log.info(
          "conserved, after the kill of one of two instances, within seconds={}",
          (System.nanoTime() - killedAt.get()) / 1_000_000_000);
    } finally {
      second.process().stop();
      pipeline.projections().start();
    }
  }

  private static Endpoints withQueries(Endpoints all, URI queries) {
    return new Endpoints(all.database(), all.datacenter(), all.kafka(), all.commands(), queries);
  }

  @Test
  void holdsWhenTheCommandServiceIsKilledUnderLoad(Pipeline pipeline) {
    check(
        pipeline,
        atHalf(
            p -> {
              p.commandService().process().kill();
              p.commandService().start();
            }));
  }

  /** Something that happens once half of the orders are through. */
  private record Fault(Consumer<Pipeline> action) {

    IntConsumer on(Pipeline pipeline) {
      return done -> {
        if (done == ORDERS / 2) {
          action.accept(pipeline);
        }
      };
    }
  }

  private static Fault atHalf(Consumer<Pipeline> action) {
    return new Fault(action);
  }

  private static void check(Pipeline pipeline, Fault fault) {
    check(pipeline, pipeline::endpoints, fault);
  }

  private static void check(Pipeline pipeline, Supplier<Endpoints> endpoints, Fault fault) {
    long seed = Long.getLong("millrace.seed", System.nanoTime());
    System.out.println("seed " + seed);
    CommandClient client = new CommandClient(endpoints);
    try (var recorder = new DemoRecorder(client);
        CqlSession session = TestSessions.open(pipeline)) {
      long before = Conservation.check(session, pipeline.endpoints()).eventsStored();
      new DemoLoad(ORDERS, 16, seed).run(client, recorder, fault.on(pipeline));
      Conservation conservation = settled(pipeline, session);
      assertThat(conservation.examples()).as("seed %d", seed).isEmpty();
      assertThat(recorder.unexpected()).as("seed %d", seed).isEmpty();
      assertThat(conservation.eventsStored() - before).isEqualTo(recorder.acceptedCount());
    }
  }

  private static Conservation settled(Pipeline pipeline, CqlSession session) {
    Conservation[] last = new Conservation[1];
    try {
      Awaitility.await()
          .atMost(2, TimeUnit.MINUTES)
          .pollInterval(500, TimeUnit.MILLISECONDS)
          .until(
              () -> {
                last[0] = Conservation.check(session, pipeline.endpoints());
                return last[0].holds();
              });
    } catch (org.awaitility.core.ConditionTimeoutException e) {
      // The assertions on the last check say more than that the time was up.
    }
    return last[0];
  }
}
