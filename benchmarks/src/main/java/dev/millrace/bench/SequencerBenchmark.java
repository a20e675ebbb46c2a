package dev.millrace.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.millrace.bench.Arrivals.Pace;
import dev.millrace.bench.CapturedRecords.Lives;
import dev.millrace.cli.Directories;
import dev.millrace.cli.pipeline.ServiceChild;
import dev.millrace.contract.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * How fast the sequencer works off a backlog, beside a bare transactional loop over the same
 * records; and what its state weighs and takes to restore.
 */
final class SequencerBenchmark {

  private static final int EVENTS_OF_EACH = 20;
  private static final String[] ALONE = {"--capture.enabled=false", "--auditor.enabled=false"};

  private final BenchStack stack;
  private final Consumer<String> progress;

  SequencerBenchmark(BenchStack stack, Consumer<String> progress) {
    this.stack = stack;
    this.progress = progress;
  }

  /**
   * How much.
   *
   * @param records of each round
   * @param open aggregates whose events are mixed with one another's
   * @param aggregates whose state is restored
   */
  record Plan(int records, int open, int rounds, int aggregates) {}

  /** Records a second, and what the state costs. */
  record Report(double raw, Pace measured, State state) {

    double ratio() {
      return measured.warm() / raw;
    }

    String toJson() {
      return JsonNodeFactory.instance
          .objectNode()
          .put("benchmark", "sequencer")
          .put("rawPerSecond", Math.round(raw))
          .put("measuredPerSecond", Math.round(measured.warm()))
          .put("coldPerSecond", Math.round(measured.cold()))
          .put("ratio", Sample.rounded(ratio()))
          .put("aggregates", state.aggregates())
          .put("stateBytesPerAggregate", Math.round(state.bytesOfEach()))
          .put("restoreSeconds", Sample.rounded(state.restoreSeconds()))
          .toString();
    }

    String toTable() {
      return String.format(
          Locale.ROOT,
          "bare transactional loop %,.0f/s, sequencer %,.0f/s (its first half %,.0f/s), %.2f of"
              + " raw%n"
              + "state of %,d aggregates: %.0f bytes each on disk, restored from Kafka in %.1f s",
          raw,
          measured.warm(),
          measured.cold(),
          ratio(),
          state.aggregates(),
          state.bytesOfEach(),
          state.restoreSeconds());
    }
  }

  /** What state costs; the time is from the start of the process until it is ready. */
  record State(int aggregates, double bytesOfEach, double restoreSeconds) {}

  Report run(Plan plan) throws IOException, InterruptedException {
    stack.createTopic(RawSequencer.TOPIC);
    stack.createTopic(Topics.ORDER_CAPTURE.name());
    stack.createTopic(Topics.ORDER_EVENTS.name());
    List<Double> raw = new ArrayList<>();
    List<Pace> measured = new ArrayList<>();
    try (var bare = new RawSequencer(stack.kafka())) {
      for (int round = 0; round < plan.rounds(); round++) {
        CapturedRecords.write(
            stack.kafka(), new Lives(plan.records() / EVENTS_OF_EACH, EVENTS_OF_EACH, plan.open()));
        raw.add(loop(bare, plan.records()));
        measured.add(sequence(plan.records()));
        progress.accept(
            String.format(
                Locale.ROOT,
                "raw %,.0f/s, sequencer %,.0f/s",
                raw.get(round),
                measured.get(round).warm()));
      }
    }
    int before = plan.rounds() * (plan.records() / EVENTS_OF_EACH);
    return new Report(
        Sample.medianOf(raw), Pace.medianOf(measured), state(before, plan.aggregates()));
  }

  /** Counted at the other end, like what the sequencer does, by a reader who costs as much. */
  private double loop(RawSequencer bare, int records) throws InterruptedException {
    try (var arrivals = Arrivals.ofNew(stack.kafka(), RawSequencer.TOPIC)) {
      var loop = new Thread(() -> bare.run(records), "bare-loop");
      loop.start();
      double perSecond = arrivals.pace(records).warm();
      loop.join();
      return perSecond;
    }
  }

  private Pace sequence(int records) {
    try (var arrivals = Arrivals.ofNew(stack.kafka(), Topics.ORDER_EVENTS.name())) {
      ServiceChild bridge = stack.startBridge(ALONE);
      Pace pace = arrivals.pace(records);
      bridge.process().stop();
      return pace;
    }
  }

  private State state(int before, int aggregates) throws IOException {
    progress.accept("making the state of " + aggregates + " aggregates");
    int more = Math.max(0, aggregates - before);
    CapturedRecords.write(stack.kafka(), new Lives(more, 1, 1));
    if (more > 0) {
      sequence(more);
    }
    double bytes = size(stack.bridgeState());
    Directories.delete(stack.bridgeState());
    progress.accept("restoring it");
    long begun = System.nanoTime();
    stack.startBridge(ALONE);
    double seconds = (System.nanoTime() - begun) / 1e9;
    int all = before + more;
    return new State(all, bytes / all, seconds);
  }

  private static long size(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }
}
