package dev.millrace.projection;

import dev.millrace.contract.OrderView;
import dev.millrace.contract.Topics;
import dev.millrace.projection.manage.ProjectionTopology;
import dev.millrace.projection.manage.StreamsProperties;
import dev.millrace.projection.manage.StreamsSettings;
import dev.millrace.projection.parking.DryRun;
import dev.millrace.projection.parking.ParkedAggregate;
import dev.millrace.projection.parking.ParkedList;
import dev.millrace.projection.parking.Redrives;
import dev.millrace.projection.parking.StoreReader;
import dev.millrace.projection.sink.RecordingSinks;
import dev.millrace.projection.sink.RowNotices;
import dev.millrace.projection.sink.SinkBarrier;
import dev.millrace.projection.sink.Sinks;
import dev.millrace.runtime.streams.CommitPace;
import dev.millrace.testkit.Mischief;
import dev.millrace.testkit.Simulation;
import dev.millrace.testkit.SimulationPlan;
import dev.millrace.testkit.Task;
import dev.millrace.testkit.TestTopic;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.apache.kafka.streams.test.TestRecord;

/** Runs the real topology of a projection, with its real configuration, without a broker. */
final class ProjectionDriver implements AutoCloseable {

  private static final SinkBarrier.Limits LIMITS = new SinkBarrier.Limits(1_000, 100);

  private final String projection;
  private final List<Redrives.Request> requests = new ArrayList<>();
  private final List<BuildParts> parts = new ArrayList<>();
  private final Map<String, TestTopic<byte[], byte[]>> topics = new HashMap<>();
  private final Simulation simulation;
  private final TestTopic<String, OrderView> views;

  private ProjectionDriver(
      Projection projection, Sinks sinks, MeterRegistry registry, int partitions) {
    this.projection = projection.name();
    var plan =
        Simulation.of(
                config -> {
                  parts.add(parts(projection, sinks, registry));
                  return ProjectionTopology.of(projection, parts.get(parts.size() - 1), config);
                })
            .onPartitions(partitions);
    simulation = configured(plan, properties(projection)).start();
    views = simulation.topic(Topics.ORDER_VIEWS);
  }

  private static SimulationPlan configured(SimulationPlan plan, Properties properties) {
    SimulationPlan configured = plan;
    for (var entry : properties.entrySet()) {
      configured = configured.with((String) entry.getKey(), entry.getValue());
    }
    return configured;
  }

  /** On one partition. */
  static ProjectionDriver of(Projection projection, Sinks sinks, MeterRegistry registry) {
    return new ProjectionDriver(projection, sinks, registry, 1);
  }

  /** On several partitions. */
  static ProjectionDriver onPartitions(int count, Projection projection, Sinks sinks) {
    return new ProjectionDriver(projection, sinks, new SimpleMeterRegistry(), count);
  }

  /** The topology, printed. */
  static String describe(Projection projection) {
    var parts = parts(projection, new RecordingSinks(), new SimpleMeterRegistry());
    return ProjectionTopology.of(projection, parts, properties(projection)).describe().toString();
  }

  private static BuildParts parts(Projection projection, Sinks sinks, MeterRegistry registry) {
    return new BuildParts(
        Build.first(projection.name()),
        (build, metrics) -> sinks,
        new RowNotices(),
        LIMITS,
        CommitPace.gathering(Duration.ofMillis(100)),
        registry);
  }

  private static Properties properties(Projection projection) {
    Duration any = Duration.ofSeconds(10);
    var settings = new StreamsSettings(any, Path.of("unused"), 1, any, any, 0, LIMITS, 1);
    return StreamsProperties.of(Build.first(projection.name()), "no-broker:9092", settings);
  }

  /** Writes a record and lets all that comes of it happen. */
  void pipe(ProducerRecord<byte[], byte[]> record) {
    write(List.of(record));
    simulation.settle();
  }

  void pipe(List<ProducerRecord<byte[], byte[]>> records) {
    records.forEach(this::pipe);
  }

  /** Writes records, and lets nothing happen yet. */
  void write(List<ProducerRecord<byte[], byte[]>> records) {
    records.forEach(record -> topic(record.topic()).pipe(new TestRecord<>(record)));
  }

  void settle(Mischief mischief) {
    simulation.settle(mischief);
  }

  private TestTopic<byte[], byte[]> topic(String name) {
    return topics.computeIfAbsent(
        name, key -> simulation.topic(key, Serdes.ByteArray(), Serdes.ByteArray()));
  }

  /** What has come to {@code order-views} since this was last asked. */
  List<TestRecord<String, OrderView>> views() {
    return views.read();
  }

  /** What has come to the dead-letter topic since this was last asked. */
  List<Letter> deadLetters() {
    return letters(Topics.PROJECTION_DLQ.name());
  }

  /** What has come to the topic of parked records since this was last asked; null: no more. */
  List<Letter> parked() {
    return letters(Build.first(projection).parkedTopic());
  }

  private List<Letter> letters(String topic) {
    return topic(topic).read().stream()
        .map(r -> Letter.of(r.key(), r.value(), r.getRecordTime(), r.headers()))
        .toList();
  }

  /** Asks for an aggregate's parked records to be tried again, and lets that happen. */
  void redrive(String aggregate) {
    requests.add(new Redrives.Request(Instant.ofEpochSecond(requests.size() + 1L), aggregate));
    parts.forEach(each -> each.redrives().replace(requests));
    simulation.advance(Duration.ofSeconds(1));
    simulation.settle();
  }

  /** What the topic says is parked, with what the tasks would make of it. */
  List<ParkedAggregate> listParked() {
    var list = new ParkedList();
    topic(Build.first(projection).parkedTopic())
        .committed()
        .forEach(r -> list.add(new Record<>(r.key(), r.value(), r.timestamp(), r.headers())));
    Map<String, DryRun> dryRuns = new HashMap<>();
    simulation.tasks().forEach(task -> dryRuns.putAll(parts.get(0).dryRuns(stores(task))));
    return list.with(dryRuns);
  }

  private StoreReader stores(Task task) {
    return new StoreReader() {
      @Override
      @SuppressWarnings("unchecked")
      public <V> ReadOnlyKeyValueStore<String, V> open(String store) {
        return (ReadOnlyKeyValueStore<String, V>) simulation.store(task, store);
      }
    };
  }

  /** The topics that have records, the source apart. */
  Set<String> producedTopics() {
    Set<String> produced = new TreeSet<>(simulation.topics());
    produced.remove(Topics.ORDER_EVENTS.name());
    return produced;
  }

  @Override
  public void close() {
    simulation.close();
  }
}
