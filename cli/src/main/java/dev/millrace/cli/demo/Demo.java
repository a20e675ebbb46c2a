package dev.millrace.cli.demo;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.millrace.cli.Progress;
import dev.millrace.cli.conservation.Conservation;
import dev.millrace.cli.demo.DemoReport.Lives;
import dev.millrace.cli.demo.DemoReport.Phase;
import dev.millrace.cli.pipeline.Endpoints;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** One run of the demo against a pipeline that is up: load, wait, check from outside. */
public final class Demo {

  private static final Duration CATCH_UP = Duration.ofMinutes(2);

  private final Supplier<Endpoints> endpoints;
  private final Progress progress;

  public Demo(Supplier<Endpoints> endpoints, Progress progress) {
    this.endpoints = endpoints;
    this.progress = progress;
  }

  /**
   * Runs one load after the other and reports; a pipeline that does not catch up is reported as it
   * is.
   *
   * @param busy all clients as fast as they can, while the pipeline's JVMs are still cold
   * @param steady at a pace that the pipeline keeps up with
   */
  public DemoReport run(DemoLoad busy, SteadyLoad steady, CqlSession session) {
    CommandClient client = new CommandClient(endpoints);
    long start = System.nanoTime();
    try (var busyRecorder = new DemoRecorder(client);
        var steadyRecorder = new DemoRecorder(client, 1);
        var watcher = new TopicWatcher(endpoints.get().kafka())) {
      progress.begin("orders", busy.orders());
      busy.run(client, busyRecorder, progress::at);
      progress.end();
      progress.say("waiting for topic and read models to catch up");
      Phase first = settled(busyRecorder, watcher);
      progress.say("an order every " + steady.interval().toMillis() + " ms");
      steady.run(client, steadyRecorder);
      Phase second = settled(steadyRecorder, watcher);
      Conservation conservation = awaitConservation(session);
      return new DemoReport(
          new Lives(busy.orders() + steady.orders(), busy.seed()),
          first,
          second,
          conservation,
          Duration.ofNanos(System.nanoTime() - start));
    }
  }

  private static Phase settled(DemoRecorder recorder, TopicWatcher watcher) {
    await(() -> watcher.hasSeen(recorder.acknowledged()) && !recorder.isAwaitingViews());
    return new Phase(recorder, Percentiles.ofNanos(watcher.nanos(recorder.acknowledged())));
  }

  /** The first check that holds, or the last one before the time is up. */
  private Conservation awaitConservation(CqlSession session) {
    long deadline = System.nanoTime() + CATCH_UP.toNanos();
    while (true) {
      Conservation conservation = Conservation.check(session, endpoints.get());
      if (conservation.holds() || System.nanoTime() > deadline) {
        return conservation;
      }
      pause();
    }
  }

  private static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + CATCH_UP.toNanos();
    while (!condition.getAsBoolean() && System.nanoTime() < deadline) {
      pause();
    }
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(200);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
