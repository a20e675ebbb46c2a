package dev.millrace.projection;

import dev.millrace.projection.sink.SinkBarrier;
import org.apache.kafka.streams.StreamsBuilder;

/**
 * A read model: what it reads, how it folds that, and where the rows go. Each one runs as a Streams
 * application of its own and so has its own offsets, lag and state.
 */
public interface Projection {

  /** Kebab-case; names its application, metrics and dead letters, and so never changes. */
  String name();

  /**
   * Adds its topology.
   *
   * @param barrier through which every row has to go to its sink
   */
  void addTo(StreamsBuilder builder, SinkBarrier barrier);
}
