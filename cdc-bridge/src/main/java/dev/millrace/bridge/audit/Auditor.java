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

  private static final Duration SAVE_INTERVAL = Duration.ofSeconds(5);

  /** What a segment costs at least, in aggregates: an empty one is a read as well. */
  private static final int LEAST_COST = 10;

  private final AuditorSettings settings;
  private final AggregateVersions versions;
  private final Watermarks watermarks;
  private final PositionTopic topic;
  private final BooleanSupplier mine;
  private final AuditorMetrics metrics;
  private final Clock clock = Clock.systemUTC();
  private final SegmentWidth width = new SegmentWidth();
  private final Thread thread = new Thread(this::run, "auditor");
  private Instant savedAt = Instant.EPOCH;
  private volatile AuditPosition position = AuditPosition.NONE;

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
    this.versions = new AggregateVersions(parts.session(), table.keyspace(), table.name());
    this.watermarks = Watermarks.to(parts.kafka());
    this.topic = new PositionTopic(parts.kafka(), table.text());
    this.mine = parts.mine();
    this.metrics = new AuditorMetrics(parts.registry(), table.text());
    metrics.show(() -> position, clock);
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
        Attempts.untilDone("audit position", () -> position = topic.load());
        while (mine.getAsBoolean()) {
          Attempts.untilDone("audit", this::step);
        }
        // Where the walk is, another process knows now.
        position = AuditPosition.NONE;
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
    if (position.underWay()) {
      audit(Segment.after(position.token(), width.next()));
      return;
    }
    Duration wait = position.untilNext(settings.period(), clock.instant());
    if (wait.isZero()) {
      position = position.begun(clock.instant());
    } else {
      TimeUnit.MILLISECONDS.sleep(Math.min(wait.toMillis() + 1, IDLE_MILLIS));
    }
  }

  private void audit(Segment segment) throws Exception {
    try {
      var count = new int[1];
      versions.read(segment, page -> count[0] += send(page));
      position = position.past(segment, clock.instant());
      width.learn(count[0]);
      save();
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception e) {
      metrics.failure();
      throw e;
    }
  }

  /** Not every step: after a crash a little is audited again, which changes nothing. */
  private void save() throws ExecutionException, InterruptedException {
    Instant now = clock.instant();
    if (!position.underWay() || savedAt.plus(SAVE_INTERVAL).isBefore(now)) {
      watermarks.save(topic.key(), position);
      savedAt = now;
    }
  }

  private int send(List<Watermark> page) throws ExecutionException, InterruptedException {
    long started = System.nanoTime();
    watermarks.send(page);
    metrics.sent(page.size());
    long due = TimeUnit.SECONDS.toNanos(Math.max(page.size(), LEAST_COST)) / settings.rate();
    long left = due - (System.nanoTime() - started);
    TimeUnit.NANOSECONDS.sleep(left);
    return page.size();
  }

  /** Abandons the segment in progress, to be audited again by the next start. */
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
