package dev.millrace.command.store;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.Statement;
import dev.millrace.command.retry.Futures;
import dev.millrace.command.store.AppendResult.AlreadyDone;
import dev.millrace.command.store.AppendResult.Appended;
import dev.millrace.command.store.AppendResult.Conflict;
import dev.millrace.contract.EncodedEvent;
import dev.millrace.runtime.retry.Backoff;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The event store on ScyllaDB: one partition per aggregate, one conditional batch per append. */
public final class ScyllaEventStore implements EventStore {

  private static final Logger log = LoggerFactory.getLogger(ScyllaEventStore.class);
  private static final Backoff SETTLE_BACKOFF =
      new Backoff(Duration.ofMillis(20), Duration.ofSeconds(1));

  private final CqlSession session;
  private final EventStoreStatements statements;
  private final EventStoreSettings settings;

  /** Prepares its statements, so the schema must be there. */
  public ScyllaEventStore(CqlSession session, EventStoreSettings settings) {
    this.session = session;
    this.statements = new EventStoreStatements(session, settings);
    this.settings = settings;
  }

  @Override
  public CompletionStage<Slice> readAfter(UUID aggregateId, long after, int limit) {
    return events(statements.readAfter(aggregateId, after, limit), aggregateId)
        .thenApply(events -> new Slice(after, events));
  }

  @Override
  public CompletionStage<Slice> readNewest(UUID aggregateId, int limit) {
    return events(statements.readNewest(aggregateId, limit), aggregateId)
        .thenApply(
            events -> {
              Collections.reverse(events);
              return new Slice(events.isEmpty() ? 0 : events.get(0).sequence() - 1, events);
            });
  }

  private CompletionStage<List<EncodedEvent>> events(Statement<?> statement, UUID aggregateId) {
    List<EncodedEvent> events = new ArrayList<>();
    return execute(statement, "events of " + aggregateId)
        .thenCompose(page -> collect(page, aggregateId, events));
  }

  // ScyllaDB ends a page at a megabyte, however few rows that are.
  private CompletionStage<List<EncodedEvent>> collect(
      AsyncResultSet page, UUID aggregateId, List<EncodedEvent> events) {
    page.currentPage().forEach(row -> events.add(EventRows.event(aggregateId, row)));
    return page.hasMorePages()
        ? Futures.mapError(
                page.fetchNextPage(), e -> StoreErrors.translate(e, "events of " + aggregateId))
            .thenCompose(next -> collect(next, aggregateId, events))
        : CompletableFuture.completedFuture(events);
  }

  @Override
  public CompletionStage<Long> version(UUID aggregateId) {
    return version(aggregateId, DefaultConsistencyLevel.LOCAL_QUORUM);
  }

  @Override
  public CompletionStage<Optional<CommandRecord>> findCommand(UUID aggregateId, UUID commandId) {
    return findCommand(aggregateId, commandId, DefaultConsistencyLevel.LOCAL_QUORUM);
  }

  private CompletionStage<Optional<CommandRecord>> findCommand(
      UUID aggregateId, UUID commandId, ConsistencyLevel consistency) {
    return execute(
            statements.findCommand(aggregateId, commandId, consistency),
            "find command " + commandId)
        .thenApply(rows -> Optional.ofNullable(rows.one()).map(EventRows::command));
  }

  @Override
  public CompletionStage<AppendResult> append(Append append) {
    return Futures.recover(
        session.executeAsync(statements.append(append)).thenCompose(rows -> answered(append, rows)),
        error -> unknown(append, error));
  }

  private CompletionStage<AppendResult> answered(Append append, AsyncResultSet rows) {
    return rows.wasApplied()
        ? CompletableFuture.completedFuture(new Appended())
        : settle(append, System.nanoTime());
  }

  /** The batch may or may not have been applied: only a read at SERIAL can tell. */
  private CompletionStage<AppendResult> unknown(Append append, Throwable error) {
    if (!StoreErrors.isUnavailability(error)) {
      return CompletableFuture.failedFuture(error);
    }
    log.warn(
        "append outcome unknown aggregateId={} commandId={} cause={}",
        append.aggregateId(),
        append.command().commandId(),
        error.toString());
    return settle(append, System.nanoTime());
  }

  private CompletionStage<AppendResult> settle(Append append, long since) {
    return settle(append, since, 1);
  }

  private CompletionStage<AppendResult> settle(Append append, long since, int attempt) {
    return Futures.recover(
        readOutcome(append),
        error -> {
          boolean late = System.nanoTime() - since > settings.settleTimeout().toNanos();
          if (late || !(error instanceof StoreUnavailableException)) {
            return CompletableFuture.failedFuture(error);
          }
          return Futures.later(
              SETTLE_BACKOFF.delay(attempt), () -> settle(append, since, attempt + 1));
        });
  }

  private CompletionStage<AppendResult> readOutcome(Append append) {
    var serial = DefaultConsistencyLevel.LOCAL_SERIAL;
    return findCommand(append.aggregateId(), append.command().commandId(), serial)
        .thenCompose(
            command ->
                command.isPresent()
                    ? CompletableFuture.completedFuture(new AlreadyDone(command.get()))
                    : readConflict(append));
  }

  private CompletionStage<AppendResult> readConflict(Append append) {
    return version(append.aggregateId(), DefaultConsistencyLevel.LOCAL_SERIAL)
        .thenApply(Conflict::new);
  }

  private CompletionStage<Long> version(UUID aggregateId, ConsistencyLevel consistency) {
    return execute(statements.readVersion(aggregateId, consistency), "version " + aggregateId)
        .thenApply(rows -> version(rows.one()));
  }

  private static long version(@Nullable Row row) {
    return row == null ? 0 : row.getLong("version");
  }

  private CompletionStage<AsyncResultSet> execute(Statement<?> statement, String what) {
    return Futures.mapError(
        session.executeAsync(statement), error -> StoreErrors.translate(error, what));
  }
}
