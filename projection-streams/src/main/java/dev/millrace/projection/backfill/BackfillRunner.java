package dev.millrace.projection.backfill;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.millrace.projection.Build;
import dev.millrace.projection.backfill.Backfill.Route;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fills up a build where it is this instance's turn: where the build reads the first partition of
 * its topic. Looks every few seconds whether there is something to do. For one thread.
 */
public final class BackfillRunner implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(BackfillRunner.class);
  private static final Duration LOOK = Duration.ofSeconds(2);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Route route;
  private final CqlSession session;
  private final BackfillRegister register;
  private final String bootstrapServers;
  private @Nullable Thread worker;
  private Instant lookAt = Instant.EPOCH;

  private BackfillRunner(Route route, CqlSession session, String bootstrapServers) {
    this.route = route;
    this.session = session;
    this.register = new BackfillRegister(session);
    this.bootstrapServers = bootstrapServers;
  }

  /** The runner of a build, whose topics need not exist yet. */
  public static BackfillRunner of(
      Build build, String source, CqlSession session, String bootstrapServers) {
    var route = new Route(build, source, build.backfillTopic());
    return new BackfillRunner(route, session, bootstrapServers);
  }

  /**
   * To be called again and again.
   *
   * @param turn whether it is this instance's
   */
  public void tend(boolean turn) {
    if (!turn) {
      stop();
    } else if ((worker == null || !worker.isAlive()) && !Instant.now().isBefore(lookAt)) {
      lookAt = Instant.now().plus(LOOK);
      worker = new Thread(this::work, "backfill-" + route.build());
      worker.start();
    }
  }

  private void work() {
    try {
      Optional<BackfillState> known = register.find(route.build());
      if (known.isPresent() && known.get().finished()) {
        return;
      }
      Optional<Instant> completeFrom =
          known.map(BackfillState::whole).orElse(false)
              ? Optional.empty()
              : TopicReach.completeFrom(bootstrapServers, route.source());
      if (known.isEmpty() && completeFrom.isEmpty()) {
        register.save(route.build(), BackfillState.notNeeded());
        return;
      }
      run(known.orElse(BackfillState.beginning(false)), completeFrom);
    } catch (IOException | RuntimeException e) {
      // What was sent was noted: the next look goes on from there.
      log.warn("backfill failed, tried again projection={}", route.build(), e);
    } catch (InterruptedException e) {
      log.info("backfill interrupted projection={}", route.build());
      Thread.currentThread().interrupt();
    }
  }

  private void run(BackfillState state, Optional<Instant> completeFrom)
      throws InterruptedException {
    try (var producer =
        new KafkaProducer<>(
            Map.<String, Object>of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.LINGER_MS_CONFIG,
                5),
            new StringSerializer(),
            new ByteArraySerializer())) {
      new Backfill(route, register, new EventStoreWalk(session), producer, state).run(completeFrom);
    }
  }

  private void stop() {
    Thread running = worker;
    worker = null;
    if (running != null && running.isAlive()) {
      running.interrupt();
      join(running);
    }
  }

  private void join(Thread running) {
    try {
      running.join(PATIENCE.toMillis());
      if (running.isAlive()) {
        log.warn("backfill is still running projection={}", route.build());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    stop();
  }
}
