package dev.millrace.projection.sink;

import dev.millrace.projection.sink.WaitingRows.Waiting;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/** A barrier, the rows that a test holds up or lets go, and a thread that writes and commits. */
final class BarrierHarness implements AutoCloseable {

  static final int MAX_IN_FLIGHT = 12;
  private static final int PERCENT = 50;

  final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  final HeldRows rows = new HeldRows();
  final StreamThread thread = new StreamThread();
  private final AtomicInteger rests = new AtomicInteger();
  // Its clock makes every turn a whole one.
  private final AtomicLong clock = new AtomicLong();
  final SinkBarrier barrier =
      new SinkBarrier(
          new SinkBarrier.Limits(MAX_IN_FLIGHT, PERCENT),
          new SinkMetrics(registry, "test"),
          () ->
              new Rests(() -> clock.addAndGet(Rests.TURN_NANOS), nanos -> rests.incrementAndGet()));

  /** As many as go off side by side. */
  void writeFew() {
    IntStream.range(0, PendingRows.FEW).forEach(i -> write("few" + i));
  }

  void write(String row) {
    String versioned = row.contains("@") ? row : row + "@1";
    thread.run(() -> barrier.write(rows.destination(), rows.id(versioned), row(versioned)));
  }

  void writeOfBacklog(String row) {
    var waiting = new Waiting<>(row + "@1", RowFate.UNWATCHED, false);
    thread.run(() -> barrier.write(rows.destination(), row, waiting));
  }

  static Waiting<String> row(String row) {
    return new Waiting<>(row, RowFate.UNWATCHED, true);
  }

  double inFlight() {
    return registry.get("millrace.sink.in.flight").gauge().value();
  }

  /** How often the thread has rested. */
  int rests() {
    return rests.get();
  }

  @Override
  public void close() {
    thread.close();
  }
}
