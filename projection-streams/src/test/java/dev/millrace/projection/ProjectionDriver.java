package dev.millrace.projection;

import dev.millrace.contract.OrderView;
import dev.millrace.contract.Topics;
import dev.millrace.projection.sink.SinkBarrier;
import dev.millrace.projection.sink.SinkMetrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;

/** Runs the real topology of a projection, with its real configuration, without a broker. */
final class ProjectionDriver implements AutoCloseable {

  private final TopologyTestDriver driver;

  private ProjectionDriver(TopologyTestDriver driver) {
    this.driver = driver;
  }

  static ProjectionDriver of(Projection projection, Path stateDirectory) {
    Properties properties = properties(projection, stateDirectory);
    return new ProjectionDriver(
        new TopologyTestDriver(topology(projection, properties), properties));
  }

  /** The topology, printed. */
  static String describe(Projection projection, Path stateDirectory) {
    Properties properties = properties(projection, stateDirectory);
    return topology(projection, properties).describe().toString();
  }

  private static Topology topology(Projection projection, Properties properties) {
    var barrier =
        new SinkBarrier(1_000, new SinkMetrics(new SimpleMeterRegistry(), projection.name()));
    return ProjectionApplication.topology(projection, barrier, properties);
  }

  private static Properties properties(Projection projection, Path stateDirectory) {
    Duration any = Duration.ofSeconds(10);
    var settings = new StreamsSettings(any, stateDirectory, 1, any, any, 1_000);
    return StreamsProperties.of(projection.name(), "no-broker:9092", settings);
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

  Set<String> producedTopics() {
    return driver.producedTopicNames();
  }

  @Override
  public void close() {
    driver.close();
  }
}
