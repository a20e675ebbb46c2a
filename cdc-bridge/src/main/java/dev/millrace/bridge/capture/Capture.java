package dev.millrace.bridge.capture;

import com.scylladb.cdc.model.master.Master;
import com.scylladb.cdc.model.master.MasterConfiguration;
import dev.millrace.runtime.kafka.KafkaSettings;
import dev.millrace.runtime.retry.Attempts;
import dev.millrace.runtime.scylla.ScyllaSettings;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.producer.Producer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Captures the outbox rows of one table: each of them reaches {@code order-capture} at least once,
 * in no order to rely on. Works on threads of its own from {@link #start} to {@link #close}, and
 * begins whenever database and Kafka are there.
 */
public final class Capture implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Capture.class);
  private static final Duration RECENTLY = Duration.ofSeconds(30);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);
  private static final long MASTER_INTERVAL_MILLIS = 1_000;

  private final Settings settings;
  private final Clock clock = Clock.systemUTC();
  private final CaptureMetrics metrics;
  private final Producer<String, byte[]> producer;
  private final Thread master = new Thread(this::runMaster, "capture-master");
  private volatile @Nullable GenerationSwitch generations;

  /** What to capture, whence, whither. */
  public record Settings(CaptureSettings capture, ScyllaSettings scylla, KafkaSettings kafka) {}

  private Capture(Settings settings, MeterRegistry registry) {
    this.settings = settings;
    this.metrics = new CaptureMetrics(registry, table());
    this.producer = CaptureProducer.create(settings.kafka());
    metrics.showLag(this::lagSeconds);
  }

  public static Capture start(Settings settings, MeterRegistry registry) {
    var capture = new Capture(settings, registry);
    capture.master.start();
    return capture;
  }

  /** Whether every task has captured a window not long ago. */
  public boolean isAlive() {
    Instant recently = clock.instant().minus(RECENTLY).minus(settings.capture().window());
    return running().filter(tasks -> tasks.allCapturedSince(recently)).isPresent();
  }

  private double lagSeconds() {
    return running()
        .flatMap(CaptureTasks::oldestPosition)
        .map(oldest -> Duration.between(oldest, clock.instant()).toMillis() / 1e3)
        .orElse(Double.NaN);
  }

  private Optional<CaptureTasks> running() {
    GenerationSwitch current = generations;
    return current == null ? Optional.empty() : current.running();
  }

  private void runMaster() {
    try {
      Attempts.untilDone("capture", this::captureUntilStopped);
    } catch (InterruptedException e) {
      log.info("capture stopped table={}", table());
    }
  }

  private void captureUntilStopped() throws Exception {
    try (var session = CdcSession.open(settings.scylla(), settings.capture().table())) {
      var progress = new CaptureProgress(producer, SavedProgress.load(settings.kafka()));
      try (var current = generations(session, progress)) {
        generations = current;
        // Returns when the thread is interrupted, and retries what fails by itself.
        new Master(masterConfiguration(session, current)).run();
        // The mark that ended it must not cut the orderly close short.
        Thread.interrupted();
      }
    }
    throw new InterruptedException();
  }

  private GenerationSwitch generations(CdcSession session, CaptureProgress progress) {
    var tools =
        new CaptureTask.Tools(
            new DriverCdcLog(session.worker()),
            new OutboxPublisher(producer, table(), metrics),
            progress,
            metrics,
            clock);
    var starter = new TaskStarter(session.master(), settings.capture(), tools);
    return new GenerationSwitch(settings.capture().table(), progress, starter::start);
  }

  private MasterConfiguration masterConfiguration(CdcSession session, GenerationSwitch current) {
    return MasterConfiguration.builder()
        .withCQL(session.master())
        .withTransport(current)
        .addTable(settings.capture().table())
        .withClock(clock)
        .withSleepBeforeFirstGenerationMs(MASTER_INTERVAL_MILLIS)
        .withSleepBeforeGenerationDoneMs(MASTER_INTERVAL_MILLIS)
        .withSleepAfterExceptionMs(MASTER_INTERVAL_MILLIS)
        .build();
  }

  private String table() {
    return settings.capture().table().keyspace + "." + settings.capture().table().name;
  }

  /** Finishes the windows in flight or abandons them, to be read again by the next start. */
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
