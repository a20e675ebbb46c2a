package dev.millrace.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Several partitions, commits and crashes. */
class SimulationTest {

  private static final int PARTITIONS = 3;

  private final WordCount wordCount = new WordCount();
  private final Simulation simulation = simulation();
  private final TestTopic<String, String> lines = lines(simulation);
  private final TestTopic<String, Long> counts = counts(simulation);

  private Simulation simulation() {
    return Simulation.of(TopologyUnderTest.of(wordCount::define)).onPartitions(PARTITIONS).start();
  }

  private static TestTopic<String, String> lines(Simulation simulation) {
    return simulation.topic(WordCount.LINES, Serdes.String(), Serdes.String());
  }

  private static TestTopic<String, Long> counts(Simulation simulation) {
    return simulation.topic(WordCount.COUNTS, Serdes.String(), Serdes.Long());
  }

  @AfterEach
  void stop() {
    simulation.close();
  }

  @Test
  void hasATaskForEachPartitionOfEachSubtopology() {
    assertThat(simulation.tasks())
        .extracting(Task::toString)
        .containsExactly("0_0", "0_1", "0_2", "1_0", "1_1", "1_2");
  }

  @Test
  void countsWordsOfAllPartitionsTogether() {
    IntStream.range(0, 30).forEach(i -> lines.pipe("line " + i, "to be or not to be"));
    var read = counts.read();
    assertThat(latest(read)).isEqualTo(Map.of("to", 60L, "be", 60L, "or", 30L, "not", 30L));
    assertThat(read).as("every change, once").hasSize(180);
    assertThat(counts.read()).isEmpty();
    assertThat(simulation.<String, Object>store("counts-by-word")).hasSize(4);
  }

  @Test
  void aWordIsOnThePartitionOfItsKeyWhateverItsLineWasOn() {
    IntStream.range(0, 20).forEach(i -> lines.pipe("line " + i, "word" + i));
    simulation.settle();
    assertThat(simulation.busy()).isEmpty();
    assertThat(wordCount.seen).hasSize(20);
    assertThat(wordCount.seen)
        .extracting(seen -> seen.split(" ")[1])
        .as("all tasks of the second sub-topology")
        .contains("1_0", "1_1", "1_2")
        .doesNotContain("0_0", "0_1", "0_2");
    assertThat(wordCount.seen)
        .allSatisfy(seen -> assertThat(seen).matches("word\\d+ 1_(\\d) \\1@\\d+"));
  }

  @Test
  void nothingIsSeenOfATaskBeforeItsCommit() {
    Task task = lineOnOneTask("tea");
    simulation.processAll(task);
    assertThat(simulation.busy()).containsExactly(task);
    simulation.commit(task);
    assertThat(simulation.busy()).as("the task that counts").hasSize(1).doesNotContain(task);
  }

  @Test
  void aCrashUndoesWhatWasNotCommittedAndLosesNothing() {
    lineOnOneTask("tea");
    assertThat(counts.read()).extracting(TestRecord::value).containsExactly(1L);
    lines.pipe("line", "tea");
    Task counting = counting();
    simulation.processAll(counting);
    simulation.crash(counting);
    assertThat(counts.committed()).hasSize(1);
    assertThat(wordCount.seen).as("side effects are not undone").hasSize(2);
    assertThat(counts.read()).extracting(TestRecord::value).containsExactly(2L);
    assertThat(wordCount.seen).hasSize(3);
    assertThat(wordCount.seen.get(2)).isEqualTo(wordCount.seen.get(1));
    assertThat(wordCount.closed).as("a crash closes nothing").isZero();
  }

  private Task lineOnOneTask(String text) {
    lines.pipe("line", text);
    return assertThat(simulation.busy()).singleElement().actual();
  }

  /** Lets the first sub-topology finish; the task of the second one that then has work. */
  private Task counting() {
    Task splitting = assertThat(simulation.busy()).singleElement().actual();
    simulation.processAll(splitting);
    simulation.commit(splitting);
    return assertThat(simulation.busy()).singleElement().actual();
  }

  @Test
  void countsRightWhateverHappens() {
    Trials.run(
        10,
        seed -> {
          try (Simulation mischievous = simulation()) {
            TestTopic<String, String> input = lines(mischievous);
            IntStream.range(0, 20).forEach(i -> input.pipe("line " + i, "to be or not to be"));
            mischievous.settle(Mischief.seeded(seed));
            var changes = counts(mischievous).committed();
            assertThat(changes).hasSize(120);
            assertThat(latest(changes))
                .isEqualTo(Map.of("to", 40L, "be", 40L, "or", 20L, "not", 20L));
          }
        });
  }

  @Test
  void aStoreWithoutTimestampsSurvivesACrash() {
    var plan =
        Simulation.of(
            TopologyUnderTest.of(
                builder ->
                    builder.stream("in", Consumed.with(Serdes.String(), Serdes.String()))
                        .groupByKey()
                        .count(Materialized.as(Stores.persistentKeyValueStore("plain")))
                        .toStream()
                        .to("out", Produced.with(Serdes.String(), Serdes.Long()))));
    try (Simulation plain = plan.start()) {
      var in = plain.topic("in", Serdes.String(), Serdes.String());
      in.pipe("key", "once");
      plain.settle();
      in.pipe("key", "twice");
      plain.crash(plain.tasks().get(0));
      assertThat(plain.topic("out", Serdes.String(), Serdes.Long()).read())
          .extracting(TestRecord::value)
          .containsExactly(1L, 2L);
    }
  }

  @Test
  void refusesATopologyThatWasMadeWithoutTheConfiguration() {
    var plan =
        Simulation.of(
            config -> {
              var builder = new StreamsBuilder();
              wordCount.define(builder);
              return builder.build();
            });
    assertThatThrownBy(plan::start)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("TopologyConfig");
  }

  @Test
  void refusesAGlobalStore() {
    var plan =
        Simulation.of(
            TopologyUnderTest.of(
                builder -> {
                  wordCount.define(builder);
                  builder.globalTable("rates", Consumed.with(Serdes.String(), Serdes.String()));
                }));
    assertThatThrownBy(plan::start)
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("global stores");
  }

  @Test
  void refusesATopicThatASubtopologyReadsAndWrites() {
    var plan =
        Simulation.of(
            TopologyUnderTest.of(
                builder ->
                    builder.stream("again", Consumed.with(Serdes.String(), Serdes.String()))
                        .filter((key, value) -> value != null)
                        .to("again")));
    assertThatThrownBy(plan::start)
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("must not write to topic again");
  }

  @Test
  void refusesASubtopologyWithoutProcessors() {
    var plan =
        Simulation.of(
            TopologyUnderTest.of(
                builder -> {
                  wordCount.define(builder);
                  builder.stream("a").to("b");
                }));
    assertThatThrownBy(plan::start)
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("must have a processor");
  }

  @Test
  void refusesToCommitAStoreThatItCannotCopy() {
    try (Simulation sessions =
        Simulation.of(
                TopologyUnderTest.of(
                    builder -> {
                      wordCount.define(builder);
                      builder.addStateStore(
                          Stores.sessionStoreBuilder(
                              Stores.inMemorySessionStore("visits", java.time.Duration.ofDays(1)),
                              Serdes.String(),
                              Serdes.String()));
                      builder.stream("visits", Consumed.with(Serdes.String(), Serdes.String()))
                          .process(Idle::new, "visits");
                    }))
            .start()) {
      lines(sessions).pipe("line", "tea");
      assertThatThrownBy(sessions::settle)
          .isInstanceOf(UnsupportedOperationException.class)
          .hasMessageContaining("store visits");
    }
  }

  private static final class Idle implements Processor<String, String, Void, Void> {
    @Override
    public void process(Record<String, String> record) {
      // Only has a store.
    }
  }

  private static Map<String, Long> latest(List<TestRecord<String, Long>> changes) {
    Map<String, Long> latest = new TreeMap<>();
    changes.forEach(change -> latest.put(change.key(), change.value()));
    return latest;
  }
}
