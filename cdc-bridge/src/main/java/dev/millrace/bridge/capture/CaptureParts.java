package dev.millrace.bridge.capture;

import com.scylladb.cdc.transport.GroupedTasks;
import dev.millrace.bridge.capture.CaptureMembership.Group;
import dev.millrace.bridge.capture.CaptureStatus.Range;
import dev.millrace.bridge.capture.CaptureStatus.Share;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LongSummaryStatistics;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.Producer;
import org.jspecify.annotations.Nullable;

/** What a running capture consists of, and what can be told of it. */
record CaptureParts(
    CaptureSettings settings,
    WatchedMasterCql master,
    GenerationSwitch generations,
    Membership membership,
    TableTtl ttl,
    LossHorizon horizon,
    Clock clock)
    implements AutoCloseable {

  private static final Duration RECENTLY = Duration.ofSeconds(30);
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration HORIZON_INTERVAL = Duration.ofMinutes(1);

  /** What the parts are made from. */
  record Source(
      Capture.Settings settings,
      CdcSession session,
      CdcLog log,
      Producer<String, byte[]> producer,
      CaptureMetrics metrics,
      Clock clock) {}

  /**
   * Makes them; none is at work yet.
   *
   * @throws ExecutionException if the database does not say how long the log's rows live
   */
  // Closed with the record.
  @SuppressWarnings("resource")
  static CaptureParts of(Source source) throws ExecutionException, InterruptedException {
    CaptureSettings settings = source.settings().capture();
    var master = new WatchedMasterCql(source.session().master(), source.clock(), PATIENCE);
    TableTtl ttl = TableTtl.fetch(master, settings.table());
    var progress = new CaptureProgress(source.producer());
    var running = new CaptureTasks(settings.threads());
    var starter = new TaskStarter(settings, ttl, tools(source, progress));
    var generations = new GenerationSwitch(settings.table(), progress, running, starter::task);
    var group = new Group(source.settings().kafka(), settings, progress, generations);
    var membership = new CaptureMembership(group, source.clock());
    var horizon = new LossHorizon(ttl, running::oldest, source.clock());
    running.every(HORIZON_INTERVAL, horizon::check);
    return new CaptureParts(
        settings, master, generations, membership, ttl, horizon, source.clock());
  }

  private static CaptureTask.Tools tools(Source source, CaptureProgress progress) {
    String table = tableName(source.settings().capture());
    return new CaptureTask.Tools(
        source.log(),
        new OutboxPublisher(source.producer(), table, source.metrics()),
        progress,
        source.metrics(),
        source.clock());
  }

  /**
   * Whether it makes progress: the database has told the master of generations not long ago, the
   * group has answered, and each task that this instance owns has captured a window.
   */
  boolean isAlive() {
    Instant recently = clock.instant().minus(RECENTLY);
    return master.lastAnswer().isAfter(recently)
        && membership.lastHeartbeat().isAfter(recently)
        && membership.isSettled()
        && generations.generation().isPresent()
        && tasks().allCapturedSince(recently.minus(settings.window()).minus(settings.idleWindow()));
  }

  CaptureTasks tasks() {
    return generations.running();
  }

  Optional<Duration> lag() {
    return tasks().oldestPosition().map(at -> Duration.between(at, clock.instant()));
  }

  CaptureStatus status() {
    Optional<GroupedTasks> generation = generations.generation();
    Optional<ProgressRecord> oldest = tasks().oldest();
    TaskShare share = generations.share();
    return new CaptureStatus(
        tableName(settings),
        membership.memberId(),
        share.owned().stream().sorted().toList(),
        share.partitions(),
        generation.map(GroupedTasks::getGenerationId).map(CdcTimes::start).orElse(null),
        new Share(tasks().ids().size(), generation.map(GroupedTasks::size).orElse(0)),
        new Share(
            tasks().all().mapToInt(CaptureTask::streamCount).sum(),
            generation.map(CaptureParts::streams).orElse(0)),
        oldest.map(ProgressRecord::windowEnd).orElse(null),
        oldest.map(ProgressRecord::key).orElse(null),
        lag().map(CaptureParts::seconds).orElse(null),
        ttl.get().map(Duration::toSeconds).orElse(null),
        horizon.get().map(CaptureParts::seconds).orElse(null),
        windows());
  }

  private @Nullable Range windows() {
    LongSummaryStatistics millis =
        tasks()
            .all()
            .map(CaptureTask::windowSize)
            .mapToLong(Duration::toMillis)
            .summaryStatistics();
    return millis.getCount() == 0 ? null : new Range(millis.getMin(), millis.getMax());
  }

  private static int streams(GroupedTasks generation) {
    return generation.getGenerationMetadata().getStreams().size();
  }

  static String tableName(CaptureSettings settings) {
    return settings.table().keyspace + "." + settings.table().name;
  }

  static double seconds(Duration duration) {
    return duration.toMillis() / 1e3;
  }

  /** Gives the tasks back to the group in order, then stops. */
  @Override
  public void close() {
    membership.close();
    generations.close();
  }
}
