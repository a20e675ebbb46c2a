package dev.millrace.bridge.audit;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.millrace.contract.Watermark;
import dev.millrace.runtime.kafka.KafkaSettings;
import dev.millrace.runtime.retry.Attempts;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Walks the event store, again and again, and sends each aggregate's version to {@code
 * order-capture}: what capture has lost, be it an aggregate's last event, the sequencer so comes to
 * know of. Works on a thread of its own from {@link #start} to {@link #close}.
 */
public final class Auditor implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Auditor.class);
  private static final long IDLE_MILLIS = 500;

  private final AuditorSettings settings;
  private final Walk walk;
  private final Watermarks watermarks;
  private final PositionTopic topic;
  private final BooleanSupplier mine;
  private final AuditorMetrics metrics;
  private final Clock clock = Clock.systemUTC();
  private final Thread thread = new Thread(this::run, "auditor");

  /**
   * What it works with.
   *
   * @param mine whether this process is the one to walk; asked before every step
   */
  public record Parts(
      CqlSession session, KafkaSettings kafka, BooleanSupplier mine, MeterRegistry registry) {}

  /** Which table to walk. */
  public record Table(String keyspace, String name) {

    private String text() {
      return keyspace + "." + name;
    }
  }

  private Auditor(AuditorSettings settings, Table table, Parts parts) {
    this.settings = settings;
    this.watermarks = Watermarks.to(parts.kafka());
    this.topic = new PositionTopic(parts.kafka(), table.text());
    this.mine = parts.mine();
    this.metrics = new AuditorMetrics(parts.registry(), table.text());
    var versions = new AggregateVersions(parts.session(), table.keyspace(), table.name());
    this.walk = new Walk(settings.rate(), versions, new Told(), new SystemTime());
    metrics.show(walk::position, clock);
  }

  public static Auditor start(AuditorSettings settings, Table table, Parts parts) {
    var auditor = new Auditor(settings, table, parts);
    auditor.thread.start();
    return auditor;
  }

  private void run() {
    try {
      while (true) {
        awaitTurn();
        Attempts.untilDone("audit position", () -> walk.moveTo(topic.load()));
        while (mine.getAsBoolean()) {
          Attempts.untilDone("audit", this::step);
        }
        // Where the walk is, another process knows now.
        walk.moveTo(AuditPosition.NONE);
      }
    } catch (InterruptedException e) {
      log.info("auditor stopped key={}", topic.key());
    }
  }

  private void awaitTurn() throws InterruptedException {
    while (!mine.getAsBoolean()) {
      TimeUnit.MILLISECONDS.sleep(IDLE_MILLIS);
    }
  }

  /** Audits the next segment, or waits a little for the time of the next walk. */
  private void step() throws Exception {
    if (!mine.getAsBoolean()) {
      // Lost between two attempts: the next owner goes on from what was saved.
      return;
    }
    AuditPosition position = walk.position();
    if (position.underWay()) {
      audit();
      return;
    }
    Duration wait = position.untilNext(settings.period(), clock.instant());
    if (wait.isZero()) {
      walk.moveTo(position.begun(clock.instant()));
    } else {
      TimeUnit.MILLISECONDS.sleep(Math.min(wait.toMillis() + 1, IDLE_MILLIS));
    }
  }

  private void audit() throws Exception {
    try {
      walk.next(mine);
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception e) {
      metrics.failure();
      throw e;
    }
  }

  /** Kafka is told. */
  private final class Told implements Walk.Sink {

    @Override
    public void send(List<Watermark> page) throws ExecutionException, InterruptedException {
      watermarks.send(page);
      metrics.sent(page.size());
    }

    @Override
    public void save(AuditPosition position) throws ExecutionException, InterruptedException {
      watermarks.save(topic.key(), position);
    }
  }

  private final class SystemTime implements Walk.Time {

    @Override
    public Instant now() {
      return clock.instant();
    }

    @Override
    public void sleep(Duration duration) throws InterruptedException {
      TimeUnit.NANOSECONDS.sleep(duration.toNanos());
    }
  }

  /** Abandons the page in progress, to be audited again by the next start. */
  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    watermarks.close();
  }
}
