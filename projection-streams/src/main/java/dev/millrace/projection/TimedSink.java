package dev.millrace.projection;

import dev.millrace.projection.sink.Sink;
import dev.millrace.runtime.metrics.EventLatency;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Times rows until they are durable.
 *
 * @param changedAt when the newest event in a row occurred
 */
record TimedSink<R>(Sink<R> sink, Function<R, Instant> changedAt, EventLatency latency)
    implements Sink<R> {

  @Override
  public CompletionStage<Void> write(R row) {
    return timed(row, sink.write(row));
  }

  @Override
  public List<CompletionStage<Void>> writeAll(List<R> rows) {
    List<CompletionStage<Void>> written = sink.writeAll(rows);
    return IntStream.range(0, rows.size())
        .mapToObj(i -> timed(rows.get(i), written.get(i)))
        .toList();
  }

  private CompletionStage<Void> timed(R row, CompletionStage<Void> written) {
    return written.thenRun(() -> latency.arrived(changedAt.apply(row)));
  }
}
