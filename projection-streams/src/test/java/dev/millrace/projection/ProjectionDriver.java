package dev.millrace.projection;

import dev.millrace.contract.OrderView;
import dev.millrace.contract.Topics;
import dev.millrace.projection.manage.ProjectionTopology;
import dev.millrace.projection.manage.StreamsProperties;
import dev.millrace.projection.manage.StreamsSettings;
import dev.millrace.projection.parking.ParkedAggregate;
import dev.millrace.projection.parking.Redrives;
import dev.millrace.projection.parking.StoreReader;
import dev.millrace.projection.sink.RecordingSinks;
import dev.millrace.projection.sink.RowNotices;
import dev.millrace.projection.sink.Sinks;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.apache.kafka.streams.test.TestRecord;

/** Runs the real topology of a projection, with its real configuration, without a broker. */
final class ProjectionDriver implements AutoCloseable {

  private final List<Redrives.Request> requests = new ArrayList<>();
  private final BuildParts parts;
  private final TopologyTestDriver driver;

  private ProjectionDriver(BuildParts parts, TopologyTestDriver driver) {
    this.parts = parts;
    this.driver = driver;
  }

  static ProjectionDriver of(
      Projection projection, Sinks sinks, MeterRegistry registry, Path stateDirectory) {
    Properties properties = properties(projection, stateDirectory);
    var parts = parts(projection, sinks, registry);
    var topology = ProjectionTopology.of(projection, parts, properties);
    return new ProjectionDriver(parts, new TopologyTestDriver(topology, properties));
  }

  /** The topology, printed. */
  static String describe(Projection projection, Path stateDirectory) {
    Properties properties = properties(projection, stateDirectory);
    var parts = parts(projection, new RecordingSinks(), new SimpleMeterRegistry());
    return ProjectionTopology.of(projection, parts, properties).describe().toString();
  }

  private static BuildParts parts(Projection projection, Sinks sinks, MeterRegistry registry) {
    return new BuildParts(
        Build.first(projection.name()),
        (build, metrics) -> sinks,
        new RowNotices(),
        1_000,
        registry);
  }

  private static Properties properties(Projection projection, Path stateDirectory) {
    Duration any = Duration.ofSeconds(10);
    var settings = new StreamsSettings(any, stateDirectory, 1, any, any, 0, 1_000);
    return StreamsProperties.of(Build.first(projection.name()), "no-broker:9092", settings);
  }

  void pipe(ProducerRecord<byte[], byte[]> record) {
    driver
        .createInputTopic(record.topic(), new ByteArraySerializer(), new ByteArraySerializer())
        .pipeInput(new TestRecord<>(record));
  }

  void pipe(List<ProducerRecord<byte[], byte[]>> records) {
    records.forEach(this::pipe);
  }

  /** What has come to {@code order-views} since this was last asked. */
  List<TestRecord<String, OrderView>> views() {
    return driver
        .createOutputTopic(
            Topics.ORDER_VIEWS.name(),
            Topics.ORDER_VIEWS.key().deserializer(),
            Topics.ORDER_VIEWS.value().deserializer())
        .readRecordsToList();
  }

  /** What has come to the dead-letter topic since this was last asked. */
  List<Letter> deadLetters() {
    return driver
        .createOutputTopic(
            Topics.PROJECTION_DLQ.name(), new ByteArrayDeserializer(), new ByteArrayDeserializer())
        .readRecordsToList()
        .stream()
        .map(r -> Letter.of(r.key(), r.value(), r.getRecordTime(), r.headers()))
        .toList();
  }

  /** What has come to the topic of parked records since this was last asked; null: no more. */
  List<Letter> parked(String projection) {
    return driver
        .createOutputTopic(
            Build.first(projection).parkedTopic(),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())
        .readRecordsToList()
        .stream()
        .map(r -> Letter.of(r.key(), r.value(), r.getRecordTime(), r.headers()))
        .toList();
  }

  /** Asks for an aggregate's parked records to be tried again, and lets that happen. */
  void redrive(String aggregate) {
    requests.add(new Redrives.Request(Instant.ofEpochSecond(requests.size() + 1L), aggregate));
    parts.redrives().replace(requests);
    driver.advanceWallClockTime(Duration.ofSeconds(1));
  }

  List<ParkedAggregate> listParked() {
    return parts.parked(
        new StoreReader() {
          @Override
          public <V> ReadOnlyKeyValueStore<String, V> open(String store) {
            return driver.getKeyValueStore(store);
          }
        });
  }

  Set<String> producedTopics() {
    return driver.producedTopicNames();
  }

  @Override
  public void close() {
    driver.close();
  }
}
