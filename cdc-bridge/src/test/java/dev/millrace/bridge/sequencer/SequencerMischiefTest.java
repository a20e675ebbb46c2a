package dev.millrace.bridge.sequencer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.bridge.BridgeFixtures;
import dev.millrace.contract.CaptureRecords;
import dev.millrace.contract.CapturedEvent;
import dev.millrace.contract.EncodedEvent;
import dev.millrace.contract.EventRecords;
import dev.millrace.contract.Topics;
import dev.millrace.contract.Watermark;
import dev.millrace.runtime.kafka.KafkaSettings;
import dev.millrace.testkit.Mischief;
import dev.millrace.testkit.Simulation;
import dev.millrace.testkit.SimulationPlan;
import dev.millrace.testkit.Trials;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.LongStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;

/**
 * The sequencer's topology on several partitions, whose tasks crash at random, with events that
 * come twice, in any order, or not at all.
 */
class SequencerMischiefTest {

  private static final int PARTITIONS = 3;
  private static final int AGGREGATES = 8;
  private static final int EVENTS = 6;
  private static final Set<String> TOPICS = Set.of(Topics.ORDER_EVENTS.name());

  /** More than all that is missing can take, a few events of an aggregate at a time. */
  private static final int ROUNDS = 50;

  private final HeldEventStore store = new HeldEventStore();

  @Test
  void everyEventComesOnceAndInOrder() {
    Trials.run(4, this::everyEventComesOnceAndInOrder);
  }

  private void everyEventComesOnceAndInOrder(long seed) {
    var random = new Random(seed);
    var mischief = Mischief.seeded(seed);
    try (Simulation simulation = plan().start()) {
      var capture =
          simulation.topic(Topics.ORDER_CAPTURE.name(), Serdes.String(), Serdes.ByteArray());
      Map<UUID, List<EncodedEvent>> expected = new TreeMap<>();
      List<TestRecord<String, byte[]>> captured = new ArrayList<>();
      for (int i = 0; i < AGGREGATES; i++) {
        UUID aggregate = new UUID(seed, i);
        List<CapturedEvent> life = life(aggregate);
        expected.put(aggregate, life.stream().map(CapturedEvent::event).toList());
        life.forEach(store::put);
        captured.addAll(withLosses(life, random));
      }
      capture.pipe(mischief.redelivered(mischief.shuffled(captured)));
      simulation.settle(mischief);
      fillGaps(simulation, mischief, expected);
      assertThat(published(simulation)).isEqualTo(expected);
    }
  }

  private static List<CapturedEvent> life(UUID aggregate) {
    return LongStream.rangeClosed(1, EVENTS)
        .mapToObj(sequence -> BridgeFixtures.captured(aggregate, sequence))
        .toList();
  }

  /** One event in five does not come; that there are so many, the auditor says. */
  private static List<TestRecord<String, byte[]>> withLosses(
      List<CapturedEvent> life, Random random) {
    List<TestRecord<String, byte[]>> records = new ArrayList<>();
    records.add(record(CaptureRecords.write(new Watermark(id(life), EVENTS))));
    life.stream()
        .filter(event -> random.nextInt(5) > 0)
        .forEach(event -> records.add(record(CaptureRecords.write(event))));
    return records;
  }

  private static UUID id(List<CapturedEvent> life) {
    return life.get(0).event().aggregate().id();
  }

  private static TestRecord<String, byte[]> record(ProducerRecord<String, byte[]> record) {
    return new TestRecord<>(record.key(), record.value(), record.headers(), BridgeFixtures.NOON);
  }

  private void fillGaps(
      Simulation simulation, Mischief mischief, Map<UUID, List<EncodedEvent>> expected) {
    for (int i = 0; i < ROUNDS && !published(simulation).equals(expected); i++) {
      simulation.advance(SequencerDriver.GRACE);
      store.answerAll();
      simulation.advance(SequencerDriver.GRACE);
      simulation.settle(mischief);
    }
  }

  private static Map<UUID, List<EncodedEvent>> published(Simulation simulation) {
    Map<UUID, List<EncodedEvent>> published = new TreeMap<>();
    for (var record : simulation.topic(Topics.ORDER_EVENTS).committed()) {
      EncodedEvent event = EventRecords.read(record.headers(), record.value());
      published.computeIfAbsent(event.aggregate().id(), id -> new ArrayList<>()).add(event);
    }
    return published;
  }

  private SimulationPlan plan() {
    var tools =
        SequencerDriver.tools(TOPICS, store, new WaitingAggregates(), new SimpleMeterRegistry());
    SimulationPlan plan =
        Simulation.of(
                config -> {
                  var topology = new Topology(new TopologyConfig(new StreamsConfig(config)));
                  SequencerTopology.addTo(topology, TOPICS, () -> new SequenceProcessor(tools));
                  return topology;
                })
            .onPartitions(PARTITIONS);
    var settings =
        new SequencerSettings(
            Duration.ofMillis(20), TOPICS, Path.of("unused"), SequencerDriver.GRACE, 1);
    var kafka = new KafkaSettings("nowhere:1", PARTITIONS);
    for (var entry : SequencerConfig.of(settings, kafka).entrySet()) {
      plan = plan.with(entry.getKey(), entry.getValue());
    }
    return plan;
  }
}
