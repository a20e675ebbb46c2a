package dev.millrace.projection;

import dev.millrace.contract.JsonSerde;
import dev.millrace.contract.Topic;
import dev.millrace.projection.fold.EventFold;
import dev.millrace.projection.fold.Fold;
import dev.millrace.projection.fold.FoldMetrics;
import dev.millrace.projection.fold.FoldParts;
import dev.millrace.projection.fold.ParkedFolds;
import dev.millrace.projection.parking.DryRun;
import dev.millrace.projection.parking.ParkedRow;
import dev.millrace.projection.parking.Redrives;
import dev.millrace.projection.parking.RowFaults;
import dev.millrace.projection.parking.StoreReader;
import dev.millrace.projection.sink.ReadTable;
import dev.millrace.projection.sink.RowFate;
import dev.millrace.projection.sink.RowNotices;
import dev.millrace.projection.sink.Sink;
import dev.millrace.projection.sink.SinkBarrier;
import dev.millrace.projection.sink.SinkMetrics;
import dev.millrace.projection.sink.SinkProcessor;
import dev.millrace.projection.sink.Sinks;
import dev.millrace.runtime.metrics.EventLatency;
import dev.millrace.runtime.streams.CommitPace;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.state.Stores;

/** What a build of a projection is given to make its topology of. */
public final class BuildParts {

  private final Build build;
  private final Sinks sinks;
  private final SinkBarrier barrier;
  private final SinkMetrics sinkMetrics;
  private final FoldMetrics foldMetrics;
  private final EventLatency latency;
  private final Redrives redrives = new Redrives();
  private final RowFaults faults = new RowFaults();
  private final Rate rate = new Rate();
  private final RowNotices notices;
  private final CommitPace pace;
  private final MeterRegistry registry;
  private final List<Function<StoreReader, Map<String, DryRun>>> dryRuns =
      new CopyOnWriteArrayList<>();

  /**
   * Parts of one build.
   *
   * @param notices told of every row that is written
   * @param limits of what it takes of the database
   * @param pace of commits that fresh events ask for
   */
  public BuildParts(
      Build build,
      SinksOfBuild sinks,
      RowNotices notices,
      SinkBarrier.Limits limits,
      CommitPace pace,
      MeterRegistry registry) {
    this.build = build;
    this.notices = notices;
    this.pace = pace;
    this.registry = registry;
    this.sinkMetrics = new SinkMetrics(registry, build.name());
    this.foldMetrics = new FoldMetrics(registry, build.name());
    this.latency =
        new EventLatency(
            "projection", Tags.of("projection", build.name()), registry, Clock.systemUTC());
    this.barrier = new SinkBarrier(limits, sinkMetrics);
    this.sinks = sinks.of(build, sinkMetrics);
  }

  /** Where the rows of a build go. */
  @FunctionalInterface
  public interface SinksOfBuild {
    Sinks of(Build build, SinkMetrics metrics);
  }

  public Build build() {
    return build;
  }

  /** A topology is about to be made of them, perhaps not the first one. */
  public void beginTopology() {
    dryRuns.clear();
  }

  /**
   * The views of the aggregates whose events are in a topic, under their ids: every view once, in
   * order. What cannot be folded is parked with everything later of its aggregate.
   *
   * @param store names the state store of the views; renaming it loses the state
   */
  public <E, V> KStream<String, V> views(
      StreamsBuilder builder, Topic<String, byte[]> events, Fold<E, V> fold, String store) {
    var parts =
        new FoldParts(build.name(), store, "parked-" + events.name(), redrives, pace, foldMetrics);
    dryRuns.add(new ParkedFolds<>(fold, parts)::dryRuns);
    return new EventFold<>(fold, parts, build).views(builder, events);
  }

  /**
   * A state store of JSON values under text keys, for processors that remember something besides
   * the views. It is cached: its topic gets a value once a commit, however often it changed.
   *
   * @param store its name; renaming it loses the state
   */
  public <V> void addState(StreamsBuilder builder, String store, Class<V> type) {
    builder.addStateStore(
        Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(store), Serdes.String(), JsonSerde.of(type))
            .withCachingEnabled());
  }

  /**
   * Writes rows to a table. Offsets are committed only behind rows that are durable; a row that the
   * database refuses is parked.
   */
  public <R> void write(StreamsBuilder builder, KStream<String, R> rows, ReadTable<R> table) {
    write(builder, rows, table, row -> RowFate.UNWATCHED);
  }

  /**
   * The same, and times the rows: one table of a projection, whose rows each event changes one of.
   *
   * @param changedAt when the newest event in a row occurred
   */
  public <R> void writeTimed(
      StreamsBuilder builder,
      KStream<String, R> rows,
      ReadTable<R> table,
      Function<R, Instant> changedAt) {
    write(builder, rows, table, row -> timed(changedAt.apply(row)));
  }

  private RowFate timed(Instant changedAt) {
    return error -> {
      if (error == null) {
        latency.arrived(changedAt);
      }
    };
  }

  private <R> void write(
      StreamsBuilder builder,
      KStream<String, R> rows,
      ReadTable<R> table,
      Function<R, RowFate> fates) {
    Sink<R> sink = sinks.open(table);
    String name = table.name().replace('_', '-');
    String parkedStore = "parked-" + name;
    builder.addStateStore(
        Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(parkedStore),
            Serdes.String(),
            JsonSerde.of(ParkedRow.class)));
    var parts =
        new SinkProcessor.Parts(
            build.name(), parkedStore, barrier, pace, faults, redrives, notices, sinkMetrics);
    rows.process(
            () -> new SinkProcessor<>(table, sink, parts, fates),
            Named.as(name + "-sink"),
            parkedStore)
        .to(
            build.parkedTopic(),
            Produced.with(Serdes.ByteArray(), Serdes.ByteArray())
                .withName(name + "-parked-records-sink"));
  }

  /** Whether queries read this build from now on: others leave it the database. */
  public void serving(boolean serves) {
    barrier.serving(serves);
  }

  /** Keeps offsets behind the rows. */
  public SinkBarrier barrier() {
    return barrier;
  }

  /** What is to be tried again. */
  public Redrives redrives() {
    return redrives;
  }

  /** What a redrive would make of each aggregate that is parked here. */
  public Map<String, DryRun> dryRuns(StoreReader stores) {
    Map<String, DryRun> all = new HashMap<>();
    dryRuns.forEach(fold -> all.putAll(fold.apply(stores)));
    return all;
  }

  /** Tells whether the build has failed for good here and waits for somebody. */
  public void watch(BooleanSupplier stopped) {
    Gauge.builder("millrace.projection.stopped", stopped, now -> now.getAsBoolean() ? 1 : 0)
        .tag(SinkMetrics.BUILD_TAG, build.name())
        .strongReference(true)
        .register(registry);
  }

  /** The build will not run here again: what it told of itself is not told any more. */
  public void forget() {
    registry.getMeters().stream()
        .filter(meter -> build.name().equals(meter.getId().getTag(SinkMetrics.BUILD_TAG)))
        .forEach(registry::remove);
  }

  /** To be called at least every second, for the rate. */
  public void tick() {
    rate.at(System.nanoTime(), foldMetrics.processed());
  }

  /** Events that were folded or dropped here, of late. */
  public double recordsPerSecond() {
    return rate.perSecond();
  }
}
