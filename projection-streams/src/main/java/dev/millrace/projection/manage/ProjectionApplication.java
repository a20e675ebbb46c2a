package dev.millrace.projection.manage;

import dev.millrace.projection.Build;
import dev.millrace.projection.BuildParts;
import dev.millrace.projection.Projection;
import dev.millrace.projection.parking.StoreReader;
import dev.millrace.projection.sink.DurableCommitClients;
import dev.millrace.projection.sink.SinkMetrics;
import dev.millrace.runtime.kafka.BrokerNames;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.function.Function;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A build while it runs. */
final class ProjectionApplication implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(ProjectionApplication.class);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(15);

  private final Build build;
  private final KafkaStreams streams;
  private final KafkaStreamsMetrics metrics;

  /**
   * An application that does not run yet.
   *
   * @param threadDied says what is to happen when a stream thread has died of something
   */
  ProjectionApplication(
      Projection projection,
      BuildParts parts,
      Properties properties,
      Function<Throwable, StreamThreadExceptionResponse> threadDied) {
    build = parts.build();
    streams =
        new KafkaStreams(
            ProjectionTopology.of(projection, parts, properties),
            properties,
            new DurableCommitClients(parts.barrier()));
    metrics =
        new KafkaStreamsMetrics(streams, List.of(Tag.of(SinkMetrics.BUILD_TAG, build.name())));
    streams.setStateListener(this::stateChanged);
    var brokers = BrokerNames.of(properties.getProperty(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG));
    streams.setUncaughtExceptionHandler(
        error -> {
          StreamThreadExceptionResponse response = threadDied.apply(error);
          if (response == StreamThreadExceptionResponse.REPLACE_THREAD) {
            brokers.await(() -> streams.state().isRunningOrRebalancing());
          }
          return response;
        });
  }

  /**
   * Starts it; returns before it runs.
   *
   * @param paused whether it is to process nothing yet
   */
  void start(MeterRegistry registry, boolean paused) {
    if (paused) {
      streams.pause();
    }
    metrics.bindTo(registry);
    streams.start();
  }

  boolean isRunning() {
    return streams.state() == State.RUNNING;
  }

  /** Whether it reads the first partition of a topic here, which one instance of all does. */
  boolean readsFirstPartition(String topic) {
    var first = new TopicPartition(topic, 0);
    return streams.metadataForLocalThreads().stream()
        .flatMap(thread -> thread.activeTasks().stream())
        .anyMatch(task -> task.topicPartitions().contains(first));
  }

  /** Whether it has ended of itself and will not come back. */
  boolean hasFailed() {
    return streams.state() == State.ERROR || streams.state() == State.PENDING_ERROR;
  }

  /** Processes nothing until it is resumed; stays in its group. */
  void pause() {
    streams.pause();
  }

  void resume() {
    streams.resume();
  }

  boolean isPaused() {
    return streams.isPaused();
  }

  /** Its state, as far as it is here. */
  StoreReader stores() {
    return new StoreReader() {
      @Override
      public <V> ReadOnlyKeyValueStore<String, V> open(String store) {
        return streams.store(
            StoreQueryParameters.fromNameAndType(store, QueryableStoreTypes.keyValueStore()));
      }
    };
  }

  /** Processes nothing more, waits for the writes in flight, commits, leaves the group. */
  @Override
  public void close() {
    var unused = end();
  }

  /** The same; whether its threads have ended within a bound. */
  boolean end() {
    metrics.close();
    boolean closed =
        streams.close(
            CloseOptions.timeout(CLOSE_TIMEOUT)
                .withGroupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP));
    if (!closed) {
      log.warn("projection stopped without its last commit projection={}", build);
    }
    return closed;
  }

  private void stateChanged(State now, State before) {
    log.info("projection state projection={} from={} to={}", build, before, now);
  }
}
