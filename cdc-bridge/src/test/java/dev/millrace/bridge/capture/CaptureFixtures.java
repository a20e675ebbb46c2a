package dev.millrace.bridge.capture;

import static org.assertj.core.api.Assertions.assertThat;

import com.scylladb.cdc.cql.MasterCQL;
import com.scylladb.cdc.model.GenerationId;
import com.scylladb.cdc.model.StreamId;
import com.scylladb.cdc.model.TableName;
import com.scylladb.cdc.model.TaskId;
import com.scylladb.cdc.model.VNodeId;
import com.scylladb.cdc.model.master.GenerationMetadata;
import com.scylladb.cdc.transport.GroupedTasks;
import dev.millrace.bridge.capture.CaptureTask.Tools;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** One table, one generation, one task of one stream; and what a task works with. */
final class CaptureFixtures {

  static final TableName TABLE = new TableName("millrace", "event_store");
  static final Instant START = Instant.parse("2026-11-23T12:00:00Z");
  static final TaskId TASK = task(START, 3);
  static final SortedSet<StreamId> STREAMS =
      new TreeSet<>(Set.of(new StreamId(ByteBuffer.allocate(16).putLong(8, 3 << 4 | 1))));
  static final CaptureSettings SETTINGS =
      new CaptureSettings(
          TABLE, Duration.ofMillis(500), Duration.ofSeconds(4), Duration.ofSeconds(2), 1);

  private CaptureFixtures() {}

  static TaskId task(Instant generation, int vnode) {
    return new TaskId(new GenerationId(CdcTimes.timestamp(generation)), new VNodeId(vnode), TABLE);
  }

  /** A generation with one task. */
  static GroupedTasks generation(Instant start) {
    return generation(start, 3);
  }

  /** A generation with a task for each of these vnodes. */
  static GroupedTasks generation(Instant start, int... vnodes) {
    Map<TaskId, SortedSet<StreamId>> tasks = new HashMap<>();
    for (int vnode : vnodes) {
      tasks.put(task(start, vnode), STREAMS);
    }
    return new GroupedTasks(
        tasks, new GenerationMetadata(CdcTimes.timestamp(start), Optional.empty(), STREAMS));
  }

  /** Progress as it was saved before. */
  static CaptureProgress progress(CaptureKafka kafka, Map<TaskId, Instant> saved) {
    var progress = new CaptureProgress(kafka);
    saved.forEach((task, at) -> progress.learn(new ProgressRecord(task, at)));
    return progress;
  }

  static Tools tools(CdcLog log, CaptureProgress progress, CaptureKafka kafka, Clock clock) {
    CaptureMetrics metrics = metrics(new SimpleMeterRegistry());
    return new Tools(
        log, new OutboxPublisher(kafka, "millrace.event_store", metrics), progress, metrics, clock);
  }

  static CaptureMetrics metrics(MeterRegistry registry) {
    return new CaptureMetrics(registry, "millrace.event_store");
  }

  /** What a database says of the table's TTL. */
  static TableTtl ttl(Optional<Long> seconds) {
    try {
      return TableTtl.fetch(tableWithTtl(seconds), TABLE);
    } catch (ExecutionException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** A database that knows one thing. */
  static MasterCQL tableWithTtl(Optional<Long> seconds) {
    return (MasterCQL)
        Proxy.newProxyInstance(
            CaptureFixtures.class.getClassLoader(),
            new Class<?>[] {MasterCQL.class},
            (proxy, method, arguments) -> {
              assertThat(method.getName()).isEqualTo("fetchTableTTL");
              return CompletableFuture.completedFuture(seconds);
            });
  }
}
