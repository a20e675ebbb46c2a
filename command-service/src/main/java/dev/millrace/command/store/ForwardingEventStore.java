package dev.millrace.command.store;

import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/** A store that does something about another one's calls, and hands the rest on as it is. */
public interface ForwardingEventStore extends EventStore {

  /** The other one. */
  EventStore store();

  @Override
  default CompletionStage<AppendResult> append(Append append) {
    return store().append(append);
  }

  @Override
  default CompletionStage<Slice> readAfter(UUID aggregateId, long after, int limit) {
    return store().readAfter(aggregateId, after, limit);
  }

  @Override
  default CompletionStage<Slice> readNewest(UUID aggregateId, int limit) {
    return store().readNewest(aggregateId, limit);
  }

  @Override
  default CompletionStage<Long> version(UUID aggregateId) {
    return store().version(aggregateId);
  }

  @Override
  default CompletionStage<Optional<CommandRecord>> findCommand(UUID aggregateId, UUID commandId) {
    return store().findCommand(aggregateId, commandId);
  }
}
