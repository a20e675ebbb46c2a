package dev.millrace.bridge.capture;

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
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** One table, one generation, one task of one stream; and what a task works with. */
final class CaptureFixtures {

  static final TableName TABLE = new TableName("millrace", "event_store");
  static final Instant START = Instant.parse("2026-11-23T12:00:00Z");
  static final TaskId TASK = task(START, 3);
  static final SortedSet<StreamId> STREAMS =
      new TreeSet<>(Set.of(new StreamId(ByteBuffer.allocate(16).putLong(8, 3 << 4 | 1))));
  static final CaptureSettings SETTINGS =
      new CaptureSettings(TABLE, Duration.ofMillis(500), Duration.ofSeconds(2), 1);

  private CaptureFixtures() {}

  static TaskId task(Instant generation, int vnode) {
    return new TaskId(new GenerationId(CdcTimes.timestamp(generation)), new VNodeId(vnode), TABLE);
  }

  /** A generation with one task. */
  static GroupedTasks generation(Instant start) {
    return new GroupedTasks(
        Map.of(task(start, 3), STREAMS),
        new GenerationMetadata(CdcTimes.timestamp(start), Optional.empty(), STREAMS));
  }

  static Tools tools(CdcLog log, CaptureProgress progress, CaptureKafka kafka, Clock clock) {
    CaptureMetrics metrics = metrics(new SimpleMeterRegistry());
    return new Tools(
        log, new OutboxPublisher(kafka, "millrace.event_store", metrics), progress, metrics, clock);
  }

  static CaptureMetrics metrics(MeterRegistry registry) {
    return new CaptureMetrics(registry, "millrace.event_store");
  }
}
