package dev.millrace.bridge.sequencer;

import dev.millrace.bridge.BridgeFixtures;
import dev.millrace.contract.CaptureRecords;
import dev.millrace.contract.CapturedEvent;
import dev.millrace.contract.Topics;
import dev.millrace.contract.Watermark;
import dev.millrace.runtime.kafka.KafkaSettings;
import dev.millrace.runtime.streams.CommitPace;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/** The sequencer's topology as it runs, without a broker. */
final class SequencerDriver implements AutoCloseable {

  static final Duration GRACE = Duration.ofSeconds(2);

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final WaitingAggregates waiting = new WaitingAggregates();
  private final HeldEventStore store;
  private final TopologyTestDriver driver;
  private final TestInputTopic<byte[], byte[]> capture;

  SequencerDriver(Path stateDirectory) {
    this(stateDirectory, new HeldEventStore(), Set.of(Topics.ORDER_EVENTS.name()));
  }

  SequencerDriver(Path stateDirectory, HeldEventStore store, Set<String> topics) {
    this.store = store;
    var settings = new SequencerSettings(Duration.ofMillis(20), topics, stateDirectory, GRACE, 1);
    SequenceProcessor.Tools tools = tools(topics, store, waiting, registry);
    var topology = new Topology();
    SequencerTopology.addTo(topology, topics, () -> new SequenceProcessor(tools));
    var config = new Properties();
    config.putAll(SequencerConfig.of(settings, new KafkaSettings("nowhere:1", 1)));
    driver = new TopologyTestDriver(topology, config);
    capture =
        driver.createInputTopic(
            Topics.ORDER_CAPTURE.name(), new ByteArraySerializer(), new ByteArraySerializer());
  }

  static SequenceProcessor.Tools tools(
      Set<String> topics, GapReader store, WaitingAggregates waiting, MeterRegistry registry) {
    var metrics = new SequencerMetrics(registry);
    metrics.showWaiting(waiting);
    var pace = CommitPace.atOnce(Duration.ofMillis(20));
    return new SequenceProcessor.Tools(
        topics, GRACE, store, new Semaphore(4), pace, waiting, metrics);
  }

  void pipe(Watermark watermark) {
    var record = CaptureRecords.write(watermark);
    pipe(record.key(), record.headers(), record.value());
  }

  /** Lets the grace pass, has the store answer, and the answer taken. */
  void fillGaps() {
    later(GRACE);
    store.answerAll();
    later(SequenceProcessor.GAP_INTERVAL);
  }

  void later(Duration time) {
    driver.advanceWallClockTime(time);
  }

  WaitingAggregates.Report waiting() {
    return waiting.report();
  }

  void pipe(CapturedEvent captured) {
    pipe(captured, BridgeFixtures.NOON);
  }

  void pipe(CapturedEvent captured, Instant at) {
    var record = CaptureRecords.write(captured);
    byte[] key = record.key().getBytes(StandardCharsets.UTF_8);
    capture.pipeInput(new TestRecord<>(key, record.value(), record.headers(), at));
  }

  void pipe(String key, Headers headers, byte @Nullable [] value) {
    capture.pipeInput(
        new TestRecord<>(
            key.getBytes(StandardCharsets.UTF_8), value, headers, BridgeFixtures.NOON));
  }

  /** What has come out to the topic since the last call. */
  List<TestRecord<byte[], byte[]>> read(String topic) {
    return driver
        .createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer())
        .readRecordsToList();
  }

  /** The topics that anything was written to, changelogs included. */
  Set<String> producedTopics() {
    return driver.producedTopicNames();
  }

  Long head(UUID aggregate) {
    return driver.<UUID, Long>getKeyValueStore(SequencerTopology.HEADS_STORE).get(aggregate);
  }

  /** A counter, all its tags together. */
  double count(String metric) {
    return registry.get("millrace.sequencer." + metric).counters().stream()
        .mapToDouble(Counter::count)
        .sum();
  }

  /** How many published events were timed. */
  long latencies() {
    return registry.get("millrace.sequencer.latency").timer().count();
  }

  double parkedNow() {
    return gauge("parked.now");
  }

  double gauge(String metric) {
    return registry.get("millrace.sequencer." + metric).gauge().value();
  }

  @Override
  public void close() {
    driver.close();
  }
}
