package dev.millrace.command.express;

import dev.millrace.command.store.Append;
import dev.millrace.command.store.AppendResult;
import dev.millrace.command.store.AppendResult.Appended;
import dev.millrace.command.store.CommandRecord;
import dev.millrace.command.store.EventStore;
import dev.millrace.command.store.Slice;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/**
 * An event store whose appends are also sent through the express lane, once they are committed.
 * Only appends that were answered as such: of one that was found done before, the store may have
 * other events than this try made.
 */
public record ExpressEventStore(EventStore store, ExpressLane lane) implements EventStore {

  @Override
  public CompletionStage<AppendResult> append(Append append) {
    return store
        .append(append)
        .thenApply(
            result -> {
              if (result instanceof Appended) {
                lane.offer(append);
              }
              return result;
            });
  }

  @Override
  public CompletionStage<Slice> readAfter(UUID aggregateId, long after, int limit) {
    return store.readAfter(aggregateId, after, limit);
  }

  @Override
  public CompletionStage<Slice> readNewest(UUID aggregateId, int limit) {
    return store.readNewest(aggregateId, limit);
  }

  @Override
  public CompletionStage<Long> version(UUID aggregateId) {
    return store.version(aggregateId);
  }

  @Override
  public CompletionStage<Optional<CommandRecord>> findCommand(UUID aggregateId, UUID commandId) {
    return store.findCommand(aggregateId, commandId);
  }
}
