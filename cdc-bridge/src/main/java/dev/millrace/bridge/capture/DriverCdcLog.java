package dev.millrace.bridge.capture;

import com.scylladb.cdc.cql.WorkerCQL;
import com.scylladb.cdc.model.worker.RawChange;
import com.scylladb.cdc.model.worker.Task;
import com.scylladb.cdc.model.worker.TaskState;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** Reads the log through scylla-cdc-java. */
record DriverCdcLog(WorkerCQL cql) implements CdcLog {

  // Longer than the driver's own timeouts: it only ends a wait that nothing else would end.
  private static final long PATIENCE_SECONDS = 60;

  @Override
  public void read(Query query, Consumer<LogRow> rows) throws Exception {
    WorkerCQL.Reader reader = await(cql.createReader(task(query)));
    Optional<RawChange> change = await(reader.nextChange());
    while (change.isPresent()) {
      rows.accept(new DriverLogRow(change.get()));
      change = await(reader.nextChange());
    }
  }

  private static Task task(Query query) {
    var window =
        new TaskState(
            CdcTimes.timestamp(query.window().start()),
            CdcTimes.timestamp(query.window().end()),
            Optional.empty());
    return new Task(query.task(), query.streams(), window);
  }

  private static <T> T await(CompletableFuture<T> future)
      throws ExecutionException, InterruptedException, TimeoutException {
    return future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }
}
