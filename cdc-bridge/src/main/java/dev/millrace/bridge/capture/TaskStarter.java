package dev.millrace.bridge.capture;

import com.scylladb.cdc.model.StreamId;
import com.scylladb.cdc.model.TaskId;
import dev.millrace.bridge.capture.CaptureTask.Assignment;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes tasks that begin where their progress says, or else where their generation begins. */
record TaskStarter(CaptureSettings settings, TableTtl ttl, CaptureTask.Tools tools) {

  private static final Logger log = LoggerFactory.getLogger(TaskStarter.class);

  CaptureTask task(TaskId id, SortedSet<StreamId> streams) {
    var assignment = new Assignment(id, streams, startOf(id, ttl.oldestReadable(tools.clock())));
    return new CaptureTask(assignment, WindowPlan.of(settings), tools);
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
}
