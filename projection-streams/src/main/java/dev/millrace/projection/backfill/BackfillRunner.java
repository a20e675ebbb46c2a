package dev.millrace.projection.backfill;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import dev.millrace.projection.Build;
import dev.millrace.projection.backfill.Backfill.Route;
import dev.millrace.runtime.kafka.GroupLag;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.errors.InterruptException;
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
  private volatile @Nullable Thread worker;
  private volatile @Nullable BackfillFailure lastFailure;
  private volatile boolean closed;
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
   * @param turn whether it is this instance's, and the build reads
   */
  public void tend(boolean turn) {
    if (!turn) {
      interrupt();
      // Whose turn it is knows better.
      lastFailure = null;
    } else if (!closed && isIdle() && !Instant.now().isBefore(lookAt)) {
      lookAt = Instant.now().plus(LOOK);
      worker = new Thread(this::work, "backfill-" + route.build());
      worker.start();
    }
  }

  /** Whether nothing runs here. */
  public boolean isIdle() {
    Thread running = worker;
    return running == null || !running.isAlive();
  }

  /**
   * What it failed of last here, since it came no further: to be shown where the database, which
   * has it for all instances, could not take it.
   */
  public Optional<BackfillFailure> lastFailure() {
    return Optional.ofNullable(lastFailure);
  }

  private void work() {
    try {
      BackfillState state = register.find(route.build());
      if (state.finished()) {
        lastFailure = null;
        return;
      }
      Optional<Instant> completeFrom =
          state.isOfAll()
              ? Optional.empty()
              : TopicReach.completeFrom(bootstrapServers, route.source());
      if (!state.isOfAll() && completeFrom.isEmpty()) {
        note(BackfillState.notNeeded());
        return;
      }
      run(state, completeFrom);
    } catch (InterruptedException | InterruptException e) {
      log.info("backfill interrupted projection={}", route.build());
      Thread.currentThread().interrupt();
    } catch (IOException | RuntimeException e) {
      // What was sent was noted: the next look goes on from there.
      log.warn("backfill failed, tried again projection={}", route.build(), e);
      failed(BackfillFailure.of(e, Instant.now()));
    }
  }

  private void note(BackfillState state) {
    register.save(route.build(), state);
    lastFailure = null;
  }

  private void failed(BackfillFailure failure) {
    lastFailure = failure;
    try {
      register.failed(route.build(), failure);
    } catch (DriverException e) {
      log.warn(
          "failure could not be noted, it shows on this instance only projection={} cause={}",
          route.build(),
          e.toString());
    }
  }

  private void run(BackfillState state, Optional<Instant> completeFrom)
      throws InterruptedException {
    try (Admin admin =
            Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
        var producer = producer()) {
      var target = new PacedTopic(route.target(), producer, () -> unread(admin));
      new Backfill(route, new EventStoreWalk(session), target, this::note).run(state, completeFrom);
    }
  }

  private long unread(Admin admin) throws InterruptedException {
    try {
      return GroupLag.unread(admin, route.build().applicationId(), route.target());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private KafkaProducer<String, byte[]> producer() {
    return new KafkaProducer<>(
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            ProducerConfig.LINGER_MS_CONFIG,
            5),
        new StringSerializer(),
        new ByteArraySerializer());
  }

  private void interrupt() {
    Thread running = worker;
    if (running != null && running.isAlive()) {
      running.interrupt();
    }
  }

  /** Ends what runs here, as soon as it can: {@link #isIdle} says when. Starts nothing more. */
  @Override
  public void close() {
    closed = true;
    interrupt();
  }

  /** Waits for the end of what was running here. */
  public void awaitEnd() throws InterruptedException {
    Thread running = worker;
    if (running != null) {
      running.join(PATIENCE.toMillis());
    }
    if (!isIdle()) {
      log.warn("backfill is still running projection={}", route.build());
    }
  }
}
