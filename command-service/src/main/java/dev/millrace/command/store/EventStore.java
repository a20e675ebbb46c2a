package dev.millrace.command.store;

import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/**
 * The events of every aggregate, each aggregate's in one dense sequence.
 *
 * <p>Reads see every append that was acknowledged before. Every stage fails with {@link
 * StoreUnavailableException} where the store could not be reached or did not answer in time, and
 * with {@link CorruptHistoryException} where what it holds breaks its own rules.
 */
public interface EventStore {

  /**
   * The events after a sequence, in order.
   *
   * @param after 0 reads from the beginning
   * @param limit how many at most; fewer come only where the history ends
   */
  CompletionStage<Slice> readAfter(UUID aggregateId, long after, int limit);

  /**
   * The newest events, in order.
   *
   * @param limit how many at most; fewer come only where that is the whole history
   */
  CompletionStage<Slice> readNewest(UUID aggregateId, int limit);

  /** Sequence of the newest event; 0 if there is none. */
  CompletionStage<Long> version(UUID aggregateId);

  /** What a command wrote, if it did within the idempotency window. */
  CompletionStage<Optional<CommandRecord>> findCommand(UUID aggregateId, UUID commandId);

  /**
   * Appends events, their outbox rows and the command's record, all or none, if the aggregate's
   * version is still the expected one and the command has not been recorded. An outcome that the
   * store leaves open, such as a timeout, is settled before the stage completes; where it cannot be
   * settled the stage fails with {@link StoreUnavailableException}, and appending again with the
   * same command id is safe.
   */
  CompletionStage<AppendResult> append(Append append);
}
