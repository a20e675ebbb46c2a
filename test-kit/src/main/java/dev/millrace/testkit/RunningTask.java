package dev.millrace.testkit;

import dev.millrace.testkit.Partitions.Stored;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/**
 * A task at work. What it has done since its last commit is seen by nobody, and undone by a crash:
 * offsets, state and records are committed together, as with {@code exactly_once_v2}.
 */
final class RunningTask implements AutoCloseable {

  private static final String CHANGELOG = "-changelog";

  /** Where the clocks of all tasks begin. */
  static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

  private final Task task;
  private final Set<String> sources;
  private final Partitions partitions;
  private final Starts starts;
  private Instant clock = BEGIN;
  private final Map<String, Long> committed = new HashMap<>();
  private final Map<String, Long> positions = new HashMap<>();
  private final List<Output> uncommitted = new ArrayList<>();
  private StateCopy state = StateCopy.empty();
  private boolean dirty;
  private Attempt attempt;

  /** One life of the task, until it crashes. */
  record Attempt(TopologyTestDriver driver, TaskScope scope) {}

  /** Begins a life of the task. */
  @FunctionalInterface
  interface Starts {

    /**
     * Begins one.
     *
     * @param state that was committed
     * @param now of its clock
     */
    Attempt start(StateCopy state, Instant now);
  }

  private record Output(String topic, TestRecord<byte[], byte[]> content) {}

  RunningTask(Task task, Set<String> sources, Partitions partitions, Starts starts) {
    this.task = task;
    this.sources = sources;
    this.partitions = partitions;
    this.starts = starts;
    this.attempt = starts.start(state, clock);
  }

  Task task() {
    return task;
  }

  /** The topics whose next record can be processed; empty if all is read. */
  List<String> readable() {
    return sources.stream().filter(topic -> next(topic) != null).sorted().toList();
  }

  /** The order in which the next record of a readable topic came. */
  long orderOfNext(String topic) {
    Stored next = next(topic);
    return next == null ? Long.MAX_VALUE : next.order();
  }

  private @Nullable Stored next(String topic) {
    return partitions.at(topic, task.partition(), positions.getOrDefault(topic, 0L));
  }

  /** Whether there is something to commit. */
  boolean isDirty() {
    return dirty;
  }

  void process(String topic) {
    Stored next = next(topic);
    if (next == null) {
      throw new IllegalStateException("topic " + topic + " has no more records for task " + task);
    }
    dirty = true;
    attempt.scope().begin(topic, next);
    var bytes = new ByteArraySerializer();
    attempt.driver().createInputTopic(topic, bytes, bytes).pipeInput(next.content());
    attempt.scope().end();
    positions.put(topic, next.offset() + 1);
    takeOutputs();
  }

  void advance(Duration time) {
    clock = clock.plus(time);
    attempt.driver().advanceWallClockTime(time);
    // What a punctuator changes is to be committed as well.
    dirty = true;
    takeOutputs();
  }

  private void takeOutputs() {
    var bytes = new ByteArrayDeserializer();
    for (String topic : attempt.driver().producedTopicNames()) {
      var records = attempt.driver().createOutputTopic(topic, bytes, bytes).readRecordsToList();
      if (!topic.endsWith(CHANGELOG)) {
        records.forEach(content -> uncommitted.add(new Output(topic, content)));
      }
    }
  }

  void commit() {
    uncommitted.forEach(output -> partitions.append(output.topic(), output.content()));
    uncommitted.clear();
    committed.putAll(positions);
    state = StateCopy.of(attempt.driver().getAllStateStores());
    dirty = false;
  }

  void crash() {
    attempt.scope().crash();
    attempt.driver().close();
    uncommitted.clear();
    positions.clear();
    positions.putAll(committed);
    dirty = false;
    attempt = starts.start(state.copy(), clock);
    takeOutputs();
    // What was put back into tables is no change.
    uncommitted.clear();
  }

  @Nullable StateStore store(String name) {
    // Not by name, which has a method for each type of store.
    return attempt.driver().getAllStateStores().get(name);
  }

  @Override
  public void close() {
    attempt.driver().close();
  }
}
