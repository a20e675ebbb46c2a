package dev.millrace.bridge.sequencer;

import dev.millrace.bridge.BridgeFixtures;
import dev.millrace.contract.CaptureRecords;
import dev.millrace.contract.CapturedEvent;
import dev.millrace.contract.Topics;
import dev.millrace.runtime.kafka.KafkaSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;

/** The sequencer's topology as it runs, without a broker. */
final class SequencerDriver implements AutoCloseable {

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final TopologyTestDriver driver;
  private final TestInputTopic<byte[], byte[]> capture;

  SequencerDriver(Path stateDirectory) {
    var settings =
        new SequencerSettings(
            Duration.ofMillis(20), Set.of(Topics.ORDER_EVENTS.name()), stateDirectory);
    var topology = new Topology();
    SequencerTopology.addTo(topology, settings.topics(), new SequencerMetrics(registry));
    var config = new Properties();
    config.putAll(SequencerConfig.of(settings, new KafkaSettings("nowhere:1", 1)));
    driver = new TopologyTestDriver(topology, config);
    capture =
        driver.createInputTopic(
            Topics.ORDER_CAPTURE.name(), new ByteArraySerializer(), new ByteArraySerializer());
  }

  void pipe(CapturedEvent captured) {
    var record = CaptureRecords.write(captured);
    pipe(record.key(), record.headers(), record.value());
  }

  void pipe(String key, Headers headers, byte[] value) {
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

  double count(String metric) {
    return registry.get("millrace.sequencer." + metric).counter().count();
  }

  double parkedNow() {
    return registry.get("millrace.sequencer.parked.now").gauge().value();
  }

  @Override
  public void close() {
    driver.close();
  }
}
