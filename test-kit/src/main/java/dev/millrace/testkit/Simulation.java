package dev.millrace.testkit;

import dev.millrace.contract.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.apache.kafka.streams.state.ValueAndTimestamp;

/**
 * A topology at work on topics of several partitions, without a broker: each task of each
 * sub-topology is a {@link org.apache.kafka.streams.TopologyTestDriver} of its own, and records go
 * from one to another through the partition that their key has.
 *
 * <p>Nothing happens until a task is told to go on, or all are by {@link #settle} or a {@link
 * Mischief}. Tasks commit and crash as with {@code exactly_once_v2}, each alone.
 *
 * <p>Not simulated: global stores, source patterns, partitioners of one's own, stores other than
 * key-value and window stores (which are refused where a task commits), and standby replicas.
 */
public final class Simulation implements AutoCloseable {

  private final Partitions partitions;
  private final Map<Task, RunningTask> tasks = new TreeMap<>();
  private Instant now = RunningTask.BEGIN;

  Simulation(TaskStarter starter, int partitionCount) {
    partitions = new Partitions(partitionCount);
    starter
        .subtopologies()
        .parts()
        .forEach(
            (number, part) -> {
              for (int p = 0; p < partitionCount; p++) {
                var task = new Task(number, p);
                tasks.put(
                    task,
                    new RunningTask(
                        task,
                        part.sources(),
                        partitions,
                        (state, now) -> starter.start(task, state, now)));
              }
            });
  }

  /** Of a topology, on one partition until the plan says otherwise. */
  public static SimulationPlan of(TopologyUnderTest topology) {
    return new SimulationPlan(topology, 1, Map.of());
  }

  /** A topic of the contract. */
  public <K, V> TestTopic<K, V> topic(Topic<K, V> topic) {
    return topic(topic.name(), topic.key(), topic.value());
  }

  /** A topic, which need not exist yet. */
  public <K, V> TestTopic<K, V> topic(String name, Serde<K> key, Serde<V> value) {
    return new TestTopic<>(this, partitions, new Topic<>(name, key, value, false));
  }

  /** The time of all tasks' clocks. */
  public Instant now() {
    return now;
  }

  /** The names of all topics that have records. */
  public Set<String> topics() {
    return partitions.topics();
  }

  /** All tasks. */
  public List<Task> tasks() {
    return List.copyOf(tasks.keySet());
  }

  /** The tasks that have something to process or to commit. */
  public List<Task> busy() {
    return tasks.values().stream()
        .filter(task -> task.isDirty() || !task.readable().isEmpty())
        .map(RunningTask::task)
        .toList();
  }

  /** Topics of which a task can process a record. */
  public List<String> readable(Task task) {
    return running(task).readable();
  }

  /**
   * Lets a task process the next record of a topic.
   *
   * @throws IllegalStateException if there is none
   */
  public void process(Task task, String topic) {
    running(task).process(topic);
  }

  /** Lets a task process all that came to it, in the order of arrival, and commit nothing. */
  public void processAll(Task task) {
    RunningTask running = running(task);
    for (var topics = running.readable(); !topics.isEmpty(); topics = running.readable()) {
      running.process(
          topics.stream().min(Comparator.comparing(running::orderOfNext)).orElseThrow());
    }
  }

  /** Commits what a task has done: others see its records, and a crash does not undo them. */
  public void commit(Task task) {
    running(task).commit();
  }

  /** Undoes what a task has done since its last commit, and starts it anew. */
  public void crash(Task task) {
    running(task).crash();
  }

  /** Lets time pass for every task, and punctuators run. */
  public void advance(Duration time) {
    now = now.plus(time);
    tasks.values().forEach(task -> task.advance(time));
  }

  /** Lets every task process and commit until nothing is left to do. */
  public void settle() {
    for (var busy = busy(); !busy.isEmpty(); busy = busy()) {
      busy.forEach(
          task -> {
            processAll(task);
            commit(task);
          });
    }
  }

  /** Lets the tasks go on as mischief has it, until nothing is left to do. */
  public void settle(Mischief mischief) {
    mischief.settle(this);
  }

  /**
   * What the tasks of a sub-topology hold in a key-value store, without timestamps where the store
   * has them.
   *
   * @throws IllegalStateException if two partitions have the same key: it was partitioned wrongly
   */
  public <K, V> Map<K, V> store(String name) {
    Map<K, V> all = new HashMap<>();
    for (RunningTask task : tasks.values()) {
      try (var entries = Simulation.<K>keyValues(store(task.task(), name)).all()) {
        entries.forEachRemaining(entry -> put(all, entry, name));
      }
    }
    return all;
  }

  /**
   * A store of one task, with what it has not committed; not to be changed. Its life ends with the
   * next crash.
   *
   * @throws IllegalArgumentException if the topology has none of this name
   */
  public StateStore store(Task task, String name) {
    StateStore store = running(task).store(name);
    if (store == null) {
      throw new IllegalArgumentException("no store " + name);
    }
    return store;
  }

  @SuppressWarnings("unchecked") // the caller knows the types, as with TopologyTestDriver
  private static <K> ReadOnlyKeyValueStore<K, Object> keyValues(StateStore store) {
    if (store instanceof ReadOnlyKeyValueStore<?, ?> keyValues) {
      return (ReadOnlyKeyValueStore<K, Object>) keyValues;
    }
    throw new IllegalArgumentException("no key-value store: " + store.name());
  }

  @SuppressWarnings("unchecked")
  private static <K, V> void put(Map<K, V> all, KeyValue<K, Object> entry, String store) {
    Object value = entry.value instanceof ValueAndTimestamp<?> timed ? timed.value() : entry.value;
    if (all.put(entry.key, (V) value) != null) {
      throw new IllegalStateException(
          "store " + store + " has key " + entry.key + " in two partitions");
    }
  }

  private RunningTask running(Task task) {
    RunningTask running = tasks.get(task);
    if (running == null) {
      throw new IllegalArgumentException("task must be one of " + tasks.keySet() + ", got " + task);
    }
    return running;
  }

  /** Ends all tasks and deletes their files. */
  @Override
  public void close() {
    tasks.values().forEach(RunningTask::close);
  }
}
