package dev.millrace.projection;

import dev.millrace.projection.sink.DurableCommitClients;
import dev.millrace.projection.sink.SinkBarrier;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A projection while it runs. */
final class ProjectionApplication implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(ProjectionApplication.class);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(15);

  private final String name;
  private final KafkaStreams streams;
  private final KafkaStreamsMetrics metrics;

  private ProjectionApplication(String name, KafkaStreams streams) {
    this.name = name;
    this.streams = streams;
    this.metrics = new KafkaStreamsMetrics(streams, List.of(Tag.of("projection", name)));
  }

  /** Starts it; returns before it runs. */
  static ProjectionApplication start(
      Projection projection, SinkBarrier barrier, Properties properties, MeterRegistry registry) {
    var streams =
        new KafkaStreams(
            topology(projection, barrier, properties),
            properties,
            new DurableCommitClients(barrier));
    var application = new ProjectionApplication(projection.name(), streams);
    streams.setStateListener(application::stateChanged);
    streams.setUncaughtExceptionHandler(application::threadDied);
    application.metrics.bindTo(registry);
    streams.start();
    return application;
  }

  static Topology topology(Projection projection, SinkBarrier barrier, Properties properties) {
    var builder = new StreamsBuilder(new TopologyConfig(new StreamsConfig(properties)));
    projection.addTo(builder, barrier);
    return builder.build(properties);
  }

  boolean isRunning() {
    return streams.state() == State.RUNNING;
  }

  /** Processes nothing more, waits for the writes in flight, commits, leaves the group. */
  @Override
  public void close() {
    metrics.close();
    boolean closed =
        streams.close(
            CloseOptions.timeout(CLOSE_TIMEOUT)
                .withGroupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP));
    if (!closed) {
      log.warn("projection stopped without its last commit projection={}", name);
    }
  }

  private void stateChanged(State now, State before) {
    log.info("projection state projection={} from={} to={}", name, before, now);
  }

  // Whatever a thread dies of, its transaction is aborted and its successor starts over from the
  // last commit: a fault that lasts shows in the log, the metrics and the readiness, not as a gap.
  private StreamThreadExceptionResponse threadDied(Throwable error) {
    log.error("projection thread died and is replaced projection={}", name, error);
    return StreamThreadExceptionResponse.REPLACE_THREAD;
  }
}
