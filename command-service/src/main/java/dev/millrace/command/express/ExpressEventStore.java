package dev.millrace.command.express;

import dev.millrace.command.store.Append;
import dev.millrace.command.store.AppendResult;
import dev.millrace.command.store.AppendResult.Appended;
import dev.millrace.command.store.EventStore;
import dev.millrace.command.store.ForwardingEventStore;
import java.util.concurrent.CompletionStage;

/**
 * An event store whose appends are also sent through the express lane, once they are committed.
 * Only appends that were answered as such: of one that was found done before, the store may have
 * other events than this try made.
 */
public record ExpressEventStore(EventStore store, ExpressLane lane)
    implements ForwardingEventStore {

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
}
