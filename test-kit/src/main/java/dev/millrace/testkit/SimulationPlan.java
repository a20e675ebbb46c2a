package dev.millrace.testkit;

import java.util.HashMap;
import java.util.Map;

/**
 * How a topology is to be simulated.
 *
 * @param partitions of every topic
 * @param config of Kafka Streams, in addition to what the simulation needs
 */
public record SimulationPlan(
    TopologyUnderTest topology, int partitions, Map<String, Object> config) {

  public SimulationPlan {
    if (partitions < 1) {
      throw new IllegalArgumentException("partitions must be at least 1, got " + partitions);
    }
    config = Map.copyOf(config);
  }

  /** The same on so many partitions. */
  public SimulationPlan onPartitions(int count) {
    return new SimulationPlan(topology, count, config);
  }

  /** The same with one more entry of the configuration of Kafka Streams. */
  public SimulationPlan with(String key, Object value) {
    Map<String, Object> more = new HashMap<>(config);
    more.put(key, value);
    return new SimulationPlan(topology, partitions, more);
  }

  /**
   * Starts all tasks.
   *
   * @throws UnsupportedOperationException if the topology has what cannot be simulated
   * @throws IllegalArgumentException if it was made without its configuration
   */
  public Simulation start() {
    return new Simulation(TaskStarter.of(this), partitions);
  }
}
