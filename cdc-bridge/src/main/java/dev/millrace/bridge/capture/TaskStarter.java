package dev.millrace.bridge.capture;

import com.scylladb.cdc.cql.MasterCQL;
import com.scylladb.cdc.model.StreamId;
import com.scylladb.cdc.model.TaskId;
import com.scylladb.cdc.transport.GroupedTasks;
import dev.millrace.bridge.capture.CaptureTask.Assignment;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the tasks of a generation where they left off, or where the generation begins. */
final class TaskStarter {

  private static final Logger log = LoggerFactory.getLogger(TaskStarter.class);

  private final MasterCQL cql;
  private final CaptureSettings settings;
  private final CaptureTask.Tools tools;

  TaskStarter(MasterCQL cql, CaptureSettings settings, CaptureTask.Tools tools) {
    this.cql = cql;
    this.settings = settings;
    this.tools = tools;
  }

  CaptureTasks start(GroupedTasks generation) {
    Instant oldest = oldestReadable();
    Map<TaskId, CaptureTask> tasks = new HashMap<>();
    generation.getTasks().forEach((id, streams) -> tasks.put(id, task(id, streams, oldest)));
    var started = new CaptureTasks(generation.getGenerationId(), tasks, settings.threads());
    started.start();
    return started;
  }

  private CaptureTask task(TaskId id, SortedSet<StreamId> streams, Instant oldest) {
    Instant start = startOf(id, oldest);
    return new CaptureTask(new Assignment(id, streams, start), WindowPlan.of(settings), tools);
  }

  private Instant startOf(TaskId id, Instant oldest) {
    Optional<Instant> saved = tools.progress().of(id);
    if (saved.filter(oldest::isAfter).isPresent()) {
      log.warn(
          "rows expired before they were captured task={} from={} to={}",
          id.getvNodeId().getIndex(),
          saved.get(),
          oldest);
    }
    Instant start = saved.orElse(CdcTimes.start(id.getGenerationId()));
    return start.isBefore(oldest) ? oldest : start;
  }

  /** Before it, the log's rows have expired: there is nothing to read. */
  private Instant oldestReadable() {
    Optional<Long> ttlSeconds = cql.fetchTableTTL(settings.table()).join();
    return ttlSeconds
        .filter(ttl -> ttl > 0)
        .map(ttl -> tools.clock().instant().minusSeconds(ttl).truncatedTo(ChronoUnit.MILLIS))
        .orElse(Instant.EPOCH);
  }
}
