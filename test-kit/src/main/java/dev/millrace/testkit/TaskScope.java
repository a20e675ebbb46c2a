package dev.millrace.testkit;

import java.util.Set;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.jspecify.annotations.Nullable;

/** What the processors of one task are told: which of them run, where, and on what state. */
final class TaskScope {

  private final Task task;
  private final Set<String> nodes;
  private final StateCopy state;
  private Partitions.@Nullable Stored current;
  private String topic = "";
  private boolean asked;
  private boolean started;
  private boolean crashed;

  TaskScope(Task task, Set<String> nodes, StateCopy state) {
    this.task = task;
    this.nodes = nodes;
    this.state = state;
  }

  Task task() {
    return task;
  }

  /** Whether a processor is part of the task's sub-topology. */
  boolean runs(String node) {
    asked = true;
    return nodes.contains(node);
  }

  /** Whether the topology was made with the configuration it was given. */
  boolean wasAsked() {
    return asked;
  }

  /**
   * Before a processor is initialised: it must find its state as it was committed. What is put back
   * into a store that is a table goes downstream as a change, and has to be ignored there: {@link
   * #isStarted}.
   */
  void restore(ProcessingContext context) {
    for (String name : Set.copyOf(state.names())) {
      StateStore store = connected(context, name);
      if (store != null) {
        state.putBack(store);
      }
    }
  }

  private static @Nullable StateStore connected(ProcessingContext context, String name) {
    try {
      return context.getStateStore(name);
    } catch (StreamsException e) {
      // Not this processor's store: another one's, which will restore it.
      return null;
    }
  }

  void started() {
    started = true;
  }

  /** Whether all processors are initialised, so that what comes to them are records. */
  boolean isStarted() {
    return started;
  }

  void crash() {
    crashed = true;
  }

  /** Whether nothing of the task runs any more, not even what it does when it is closed. */
  boolean isCrashed() {
    return crashed;
  }

  void begin(String ofTopic, Partitions.Stored record) {
    topic = ofTopic;
    current = record;
  }

  /** Punctuators, which run between records, see none. */
  void end() {
    current = null;
  }

  String topic() {
    return topic;
  }

  Partitions.@Nullable Stored current() {
    return current;
  }
}
