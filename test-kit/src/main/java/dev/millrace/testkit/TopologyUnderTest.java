package dev.millrace.testkit;

import java.util.Properties;
import java.util.function.Consumer;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;

/** Makes the topology that is tested; anew for each task, and again after each of its crashes. */
@FunctionalInterface
public interface TopologyUnderTest {

  /**
   * Makes the topology.
   *
   * @param config must be given to its {@link StreamsBuilder} or {@link Topology}, in a {@link
   *     TopologyConfig}
   */
  Topology build(Properties config);

  /** A topology of the DSL. */
  static TopologyUnderTest of(Consumer<StreamsBuilder> definition) {
    return config -> {
      var builder = new StreamsBuilder(new TopologyConfig(new StreamsConfig(config)));
      definition.accept(builder);
      return builder.build(config);
    };
  }
}
