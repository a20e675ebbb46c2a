package dev.millrace.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;

/** Starts the tasks of a simulation. */
record TaskStarter(SimulationPlan plan, Subtopologies subtopologies) {

  private static final String APPLICATION = "simulation";

  static TaskStarter of(SimulationPlan plan) {
    var scope = new TaskScope(new Task(0, 0), Set.of(), StateCopy.empty());
    Properties config = config(plan, scope);
    Topology topology = plan.topology().build(config);
    var subtopologies =
        Subtopologies.of(
            topology.describe(), config.getProperty(StreamsConfig.APPLICATION_ID_CONFIG));
    if (!scope.wasAsked()) {
      throw new IllegalArgumentException(
          "topology must have a processor, and be made with the TopologyConfig of its configuration");
    }
    return new TaskStarter(plan, subtopologies);
  }

  /** Starts a task on the state that it had committed. */
  RunningTask.Attempt start(Task task, StateCopy state, Instant now) {
    Set<String> nodes =
        subtopologies.parts().getOrDefault(task.subtopology(), Subtopologies.NOTHING).nodes();
    var scope = new TaskScope(task, nodes, state);
    Properties config = config(plan, scope);
    var driver = new TopologyTestDriver(plan.topology().build(config), config, now);
    scope.started();
    return new RunningTask.Attempt(driver, scope);
  }

  private static Properties config(SimulationPlan plan, TaskScope scope) {
    var config = new Properties();
    config.putAll(
        Map.of(
            StreamsConfig.APPLICATION_ID_CONFIG,
            APPLICATION,
            StreamsConfig.BOOTSTRAP_SERVERS_CONFIG,
            "nowhere:9092",
            StreamsConfig.PROCESSING_GUARANTEE_CONFIG,
            StreamsConfig.EXACTLY_ONCE_V2));
    config.putAll(plan.config());
    config.put(StreamsConfig.PROCESSOR_WRAPPER_CLASS_CONFIG, TaskProcessors.class.getName());
    config.put(TaskProcessors.SCOPE, scope);
    config.put(StreamsConfig.STATE_DIR_CONFIG, directory());
    // The driver empties it after every record anyway; what is put back must not stay in it.
    config.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0);
    return config;
  }

  /** Each life of a task has its own: the driver deletes what is in it. */
  private static String directory() {
    try {
      var directory = Files.createTempDirectory("millrace-test-kit-");
      directory.toFile().deleteOnExit();
      return directory.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
