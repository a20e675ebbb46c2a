package dev.millrace.projection.sink;

import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;

/** The end of a topology: hands every value to a sink and does not wait for it. */
public final class SinkProcessor<R> implements Processor<String, R, Void, Void> {

  private final SinkBarrier barrier;
  private final Sink<R> sink;

  private SinkProcessor(SinkBarrier barrier, Sink<R> sink) {
    this.barrier = barrier;
    this.sink = sink;
  }

  public static <R> ProcessorSupplier<String, R, Void, Void> of(SinkBarrier barrier, Sink<R> sink) {
    return () -> new SinkProcessor<>(barrier, sink);
  }

  @Override
  public void process(Record<String, R> row) {
    barrier.write(sink, row.value());
  }
}
