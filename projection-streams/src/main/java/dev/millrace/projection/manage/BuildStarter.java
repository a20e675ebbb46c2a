package dev.millrace.projection.manage;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.millrace.contract.Topics;
import dev.millrace.projection.Build;
import dev.millrace.projection.BuildParts;
import dev.millrace.projection.BuildParts.SinksOfBuild;
import dev.millrace.projection.Projection;
import dev.millrace.projection.backfill.BackfillRegister;
import dev.millrace.projection.backfill.BackfillRunner;
import dev.millrace.projection.sink.ReadTable;
import dev.millrace.projection.sink.RowNotices;
import dev.millrace.projection.sink.Sink;
import dev.millrace.projection.sink.SinkBarrier;
import dev.millrace.projection.sink.Sinks;
import dev.millrace.runtime.kafka.ConsumerGroups;
import dev.millrace.runtime.kafka.KafkaSettings;
import dev.millrace.runtime.kafka.KafkaTopics;
import dev.millrace.runtime.kafka.KafkaTopics.Wanted;
import dev.millrace.runtime.kafka.RecordRoom;
import dev.millrace.runtime.streams.CommitPace;
import dev.millrace.runtime.streams.StateMemory;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts builds on the real database and the real broker, and removes what they leave behind. */
public final class BuildStarter {

  private static final Logger log = LoggerFactory.getLogger(BuildStarter.class);

  private final CqlSession session;
  private final SinksOfBuild sinks;
  private final KafkaSettings kafka;
  private final StreamsSettings streams;
  private final MeterRegistry registry;
  private final StateMemory stateMemory;

  /**
   * A starter.
   *
   * @param sinks where rows go
   */
  public BuildStarter(
      CqlSession session,
      SinksOfBuild sinks,
      KafkaSettings kafka,
      StreamsSettings streams,
      MeterRegistry registry) {
    this.session = session;
    this.sinks = sinks;
    this.kafka = kafka;
    this.streams = streams;
    this.registry = registry;
    this.stateMemory = new StateMemory(streams.stateMebibytes());
    stateMemory.bindTo(registry);
  }

  BuildParts parts(Build build, RowNotices notices) {
    return new BuildParts(
        build,
        sinks,
        notices,
        streams.sinkLimits(),
        CommitPace.gathering(streams.commitInterval()),
        registry);
  }

  BackfillRunner backfill(Build build, Projection projection) {
    return BackfillRunner.of(build, projection.source().name(), session, kafka.bootstrapServers());
  }

  SupervisedBuild.Starter starter(Projection projection, BuildParts parts) {
    return (paused, threadDied) -> start(projection, parts, paused, threadDied);
  }

  private ProjectionApplication start(
      Projection projection,
      BuildParts parts,
      boolean paused,
      Function<Throwable, StreamThreadExceptionResponse> threadDied) {
    Build build = parts.build();
    KafkaTopics.ensure(kafka, sharedTopics(projection));
    KafkaTopics.ensure(kafka, topics(build, projection));
    // Read together with the source, so of as many partitions.
    int partitions = KafkaTopics.partitions(kafka, projection.source().name());
    KafkaTopics.ensure(kafka, List.of(new Wanted(build.backfillTopic(), partitions, false, true)));
    KeptState.require(kafka, build, internalTopics(build, projection));
    RecordRoom.ensure(kafka, written(build, projection), StreamsProperties.LARGEST_RECORD_BYTES);
    BuildSchema.create(session, build, projection.tables());
    var properties = StreamsProperties.of(build, kafka.bootstrapServers(), streams);
    properties.putAll(stateMemory.config());
    var application = new ProjectionApplication(projection, parts, properties, threadDied);
    try {
      application.start(registry, paused);
    } catch (RuntimeException e) {
      application.close();
      throw e;
    }
    return application;
  }

  /** Those that it writes to and that are there already; others are made with room enough. */
  private List<String> written(Build build, Projection projection) {
    List<String> written = new ArrayList<>(internalTopics(build, projection));
    topics(build, projection).forEach(topic -> written.add(topic.name()));
    written.add(Topics.PROJECTION_DLQ.name());
    return written;
  }

  private List<Wanted> sharedTopics(Projection projection) {
    return List.of(
        new Wanted(projection.source().name(), kafka.partitions(), false),
        new Wanted(Topics.PROJECTION_DLQ.name(), kafka.partitions(), false));
  }

  private List<Wanted> topics(Build build, Projection projection) {
    List<Wanted> topics = new ArrayList<>();
    topics.add(new Wanted(build.parkedTopic(), kafka.partitions(), true));
    projection
        .topics()
        .forEach(
            topic ->
                topics.add(new Wanted(build.topic(topic), kafka.partitions(), topic.compacted())));
    return topics;
  }

  /** Removes the local state of a build that does not run here any more. */
  void forgetState(Build build) {
    try {
      // Of Kafka's clients: deletes a directory and all that is in it; one that is not there, too.
      Utils.delete(streams.stateDirectory().resolve(build.applicationId()).toFile());
    } catch (IOException e) {
      log.warn("local state could not be removed projection={}", build, e);
    }
  }

  /**
   * Removes the group, topics and tables of a build, also topics that only an older version of its
   * code had, as far as they are certainly the build's.
   *
   * @param registered reads which builds of all projections there are
   * @return whether that is done; not while an instance still runs it
   */
  boolean remove(Build build, Projection projection, Supplier<List<Build>> registered) {
    Set<String> today = new HashSet<>(internalTopics(build, projection));
    today.add(build.backfillTopic());
    topics(build, projection).forEach(topic -> today.add(topic.name()));
    ConsumerGroups.Ownership own =
        (all, groups) -> {
          Set<String> applications = new HashSet<>(groups);
          registered.get().forEach(other -> applications.add(other.applicationId()));
          Set<String> topics = LeftTopics.of(build, all, applications);
          today.stream().filter(all::contains).forEach(topics::add);
          return topics;
        };
    if (!ConsumerGroups.removeIfEmpty(kafka, build.applicationId(), own)) {
      return false;
    }
    BuildSchema.drop(session, build, projection.tables());
    new BackfillRegister(session).delete(build);
    return true;
  }

  // The tables may be gone already.
  private static BuildParts partsWithoutTables(Build build) {
    SinksOfBuild none =
        (of, metrics) ->
            new Sinks() {
              @Override
              public <R> Sink<R> open(ReadTable<R> table) {
                return row -> {
                  throw new UnsupportedOperationException();
                };
              }
            };
    return new BuildParts(
        build,
        none,
        new RowNotices(),
        new SinkBarrier.Limits(1, 100),
        CommitPace.gathering(Duration.ZERO),
        new SimpleMeterRegistry());
  }

  private Set<String> internalTopics(Build build, Projection projection) {
    var properties = StreamsProperties.of(build, kafka.bootstrapServers(), streams);
    return InternalTopics.of(
        build, ProjectionTopology.of(projection, partsWithoutTables(build), properties));
  }
}
