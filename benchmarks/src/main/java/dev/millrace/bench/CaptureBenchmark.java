package dev.millrace.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.millrace.bench.Arrivals.Pace;
import dev.millrace.contract.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * How fast capture catches up, in rows of the CDC log a second, beside a bare scan of the same log
 * with a bare producer.
 */
final class CaptureBenchmark {

  private final BenchStack stack;
  private final int rows;
  private final Consumer<String> progress;

  CaptureBenchmark(BenchStack stack, int rows, Consumer<String> progress) {
    this.stack = stack;
    this.rows = rows;
    this.progress = progress;
  }

  /** Log rows a second. */
  record Report(int rows, double raw, Pace measured) {

    double ratio() {
      return measured.warm() / raw;
    }

    String toJson() {
      return JsonNodeFactory.instance
          .objectNode()
          .put("benchmark", "capture")
          .put("rows", rows)
          .put("rawPerSecond", Math.round(raw))
          .put("measuredPerSecond", Math.round(measured.warm()))
          .put("coldPerSecond", Math.round(measured.cold()))
          .put("ratio", Sample.rounded(ratio()))
          .toString();
    }

    String toTable() {
      return String.format(
          Locale.ROOT,
          "%,d log rows: driver and producer %,.0f/s, capture %,.0f/s (its first half %,.0f/s),"
              + " %.2f of raw",
          rows,
          raw,
          measured.warm(),
          measured.cold(),
          ratio());
    }
  }

  Report run(int rounds) throws InterruptedException {
    stack.createTopic(Topics.ORDER_CAPTURE.name());
    stack.createTopic(RawCapture.TOPIC);
    progress.accept("writing");
    int events = new CapturedLog(stack.session(), stack.settings().store()).write(rows);
    int written = events / CapturedLog.EVENTS * CapturedLog.ROWS;
    progress.accept("reading " + written + " rows of the log");
    List<Double> raw = new ArrayList<>();
    List<Pace> measured = new ArrayList<>();
    try (var bare = new RawCapture(stack.session(), stack.kafka())) {
      bare.run();
      for (int round = 0; round < rounds; round++) {
        raw.add(bare.run());
        measured.add(capture(events).times((double) CapturedLog.ROWS / CapturedLog.EVENTS));
        progress.accept(
            String.format(
                Locale.ROOT,
                "raw %,.0f/s, capture %,.0f/s",
                raw.get(round),
                measured.get(round).warm()));
      }
    }
    return new Report(written, Sample.medianOf(raw), Pace.medianOf(measured));
  }

  /** A bridge that knows no progress captures everything; returns events a second. */
  private Pace capture(int events) throws InterruptedException {
    try (var arrivals = Arrivals.ofNew(stack.kafka(), Topics.ORDER_CAPTURE.name())) {
      var bridge = stack.startBridge("--sequencer.enabled=false", "--auditor.enabled=false");
      Pace pace = arrivals.pace(events);
      bridge.process().stop();
      stack.forgetProgress();
      return pace;
    }
  }
}
