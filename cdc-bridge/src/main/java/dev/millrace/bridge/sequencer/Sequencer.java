package dev.millrace.bridge.sequencer;

import dev.millrace.runtime.kafka.BrokerNames;
import dev.millrace.runtime.kafka.KafkaSettings;
import dev.millrace.runtime.streams.CommitPace;
import dev.millrace.runtime.streams.StateMemory;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The running sequencer. */
public final class Sequencer implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Sequencer.class);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

  /** How many gaps are read at a time: all their events are in memory then. */
  private static final int GAP_READS = 32;

  private final KafkaStreams streams;
  private final StreamsProgress progress;
  private final KafkaStreamsMetrics streamsMetrics;

  private Sequencer(KafkaStreams streams, ThreadDeaths deaths, MeterRegistry registry) {
    this.streams = streams;
    this.progress = new StreamsProgress(streams, deaths, Clock.systemUTC());
    this.streamsMetrics = new KafkaStreamsMetrics(streams);
    streamsMetrics.bindTo(registry);
  }

  /**
   * What it works with.
   *
   * @param gaps reads what does not come
   * @param waiting is told what waits
   */
  public record Parts(GapReader gaps, WaitingAggregates waiting, MeterRegistry registry) {}

  /** Starts it; returns before it runs. Its topics must exist. */
  // Closed with the sequencer.
  @SuppressWarnings("resource")
  public static Sequencer start(SequencerSettings settings, KafkaSettings kafka, Parts parts) {
    Map<String, Object> config = SequencerConfig.of(settings, kafka);
    var memory = new StateMemory(settings.stateMebibytes());
    memory.bindTo(parts.registry());
    config.putAll(memory.config());
    var metrics = new SequencerMetrics(parts.registry());
    metrics.showWaiting(parts.waiting());
    var tools =
        new SequenceProcessor.Tools(
            settings.topics(),
            settings.gapGrace(),
            parts.gaps(),
            new Semaphore(GAP_READS),
            CommitPace.atOnce(settings.commitInterval()),
            parts.waiting(),
            metrics);
    var topology = new Topology();
    SequencerTopology.addTo(topology, settings.topics(), () -> new SequenceProcessor(tools));
    var streams = new KafkaStreams(topology, new StreamsConfig(config));
    var deaths = new ThreadDeaths();
    var brokers = BrokerNames.of(kafka.bootstrapServers());
    streams.setUncaughtExceptionHandler(
        e -> {
          deaths.died(Instant.now());
          log.error("stream thread failed, replacing it", e);
          brokers.await(() -> streams.state().isRunningOrRebalancing());
          // The transaction has been aborted, so trying again is safe, and skipping would not be:
          // an unforeseen error holds its partition up until its cause is gone.
          return StreamThreadExceptionResponse.REPLACE_THREAD;
        });
    streams.setStateListener((now, before) -> log.info("sequencer state={} was={}", now, before));
    streams.start();
    return new Sequencer(streams, deaths, parts.registry());
  }

  public boolean isRunning() {
    return streams.state() == State.RUNNING;
  }

  /**
   * Whether it makes progress, or could if there were anything to do: it runs, its threads have
   * gone round and been in touch with the group within 15 seconds, and none of them dies again and
   * again.
   */
  public boolean isAlive() {
    return progress.isMade();
  }

  /** Commits what is done and leaves the group, so that the next one need not wait for it. */
  @Override
  public void close() {
    streamsMetrics.close();
    streams.close(
        CloseOptions.groupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP)
            .withTimeout(CLOSE_TIMEOUT));
  }
}
