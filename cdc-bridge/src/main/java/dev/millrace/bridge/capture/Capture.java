package dev.millrace.bridge.capture;

import com.datastax.oss.driver.api.core.CqlSession;
import com.scylladb.cdc.model.master.Master;
import com.scylladb.cdc.model.master.MasterConfiguration;
import dev.millrace.runtime.http.Problem;
import dev.millrace.runtime.http.ProblemException;
import dev.millrace.runtime.kafka.KafkaSettings;
import dev.millrace.runtime.retry.Attempts;
import dev.millrace.runtime.scylla.ScyllaSettings;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.clients.producer.Producer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Captures the outbox rows of one table: each of them reaches {@code order-capture} at least once,
 * in no order to rely on. Instances on several machines share the table's tasks. Works on threads
 * of its own from {@link #start} to {@link #close}, and begins whenever database and Kafka are
 * there.
 */
public final class Capture implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Capture.class);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);
  private static final long MASTER_INTERVAL_MILLIS = 1_000;

  /** Exactly one instance owns it, unless none does for the moment of a handover. */
  private static final int AUDITOR_PARTITION = 0;

  private final Settings settings;
  private final CqlSession database;
  private final Clock clock = Clock.systemUTC();
  private final CaptureMetrics metrics;
  private final Producer<String, byte[]> producer;
  private final Thread master = new Thread(this::runMaster, "capture-master");
  private volatile @Nullable CaptureParts parts;

  /** What to capture, whence, whither. */
  public record Settings(CaptureSettings capture, ScyllaSettings scylla, KafkaSettings kafka) {}

  private Capture(Settings settings, CqlSession database, MeterRegistry registry) {
    this.settings = settings;
    this.database = database;
    this.metrics = new CaptureMetrics(registry, table());
    this.producer = CaptureProducer.create(settings.kafka());
    metrics.showLag(() -> seconds(CaptureParts::lag));
    metrics.showLossHorizon(() -> seconds(running -> running.horizon().get()));
    metrics.showTasks(() -> running().map(running -> running.tasks().ids().size()).orElse(0));
  }

  /**
   * Begins to capture.
   *
   * @param database reads the log; the library has a session of its own for its generations
   */
  public static Capture start(Settings settings, CqlSession database, MeterRegistry registry) {
    var capture = new Capture(settings, database, registry);
    capture.master.start();
    return capture;
  }

  /**
   * Whether it makes progress: a thread that runs is not enough, windows must have been captured,
   * and the database and the group must have answered, within half a minute.
   */
  public boolean isAlive() {
    return running().filter(CaptureParts::isAlive).isPresent();
  }

  /**
   * Whether this is the instance that does what only one instance is to do: the owner of the first
   * partition of {@code cdc-bridge-progress}. During a handover there may be none, and an instance
   * that was cut off may believe it for some seconds more: two at once must do no harm.
   */
  public boolean ownsAuditor() {
    return running()
        .filter(running -> running.generations().share().owned().contains(AUDITOR_PARTITION))
        .isPresent();
  }

  /**
   * What this instance captures.
   *
   * @throws ProblemException 503 while it has not begun
   */
  CaptureStatus status() {
    return running()
        .map(CaptureParts::status)
        .orElseThrow(
            () ->
                new ProblemException(
                    Problem.of(
                        503,
                        "starting",
                        "Capture is starting",
                        "capture waits for database and Kafka, see /health/ready")));
  }

  private double seconds(Function<CaptureParts, Optional<Duration>> what) {
    return running().flatMap(what).map(CaptureParts::seconds).orElse(Double.NaN);
  }

  private Optional<CaptureParts> running() {
    return Optional.ofNullable(parts);
  }

  private void runMaster() {
    try {
      Attempts.untilDone("capture", this::captureUntilStopped);
    } catch (InterruptedException e) {
      log.info("capture stopped table={}", table());
    }
  }

  private void captureUntilStopped() throws Exception {
    CdcLog cdcLog = ScyllaCdcLog.of(database, settings.capture().table());
    try (var session = CdcSession.open(settings.scylla())) {
      var source = new CaptureParts.Source(settings, session, cdcLog, producer, metrics, clock);
      try (CaptureParts running = CaptureParts.of(source)) {
        running.membership().start();
        running.membership().awaitLoaded();
        parts = running;
        // Returns when the thread is interrupted, and retries what fails by itself.
        new Master(masterConfiguration(running)).run();
        // The mark that ended it must not cut the orderly close short.
        Thread.interrupted();
      } finally {
        parts = null;
      }
    }
    throw new InterruptedException();
  }

  private MasterConfiguration masterConfiguration(CaptureParts running) {
    return MasterConfiguration.builder()
        .withCQL(running.master())
        .withTransport(running.generations())
        .addTable(settings.capture().table())
        .withClock(clock)
        .withSleepBeforeFirstGenerationMs(MASTER_INTERVAL_MILLIS)
        .withSleepBeforeGenerationDoneMs(MASTER_INTERVAL_MILLIS)
        .withSleepAfterExceptionMs(MASTER_INTERVAL_MILLIS)
        .build();
  }

  private String table() {
    return CaptureParts.tableName(settings.capture());
  }

  /**
   * Finishes the windows in flight or abandons them, to be read again by the next start or by
   * another instance, which has the tasks at once.
   */
  @Override
  public void close() {
    master.interrupt();
    try {
      master.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    producer.close(CLOSE_TIMEOUT);
  }
}
