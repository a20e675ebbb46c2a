package dev.millrace.command.store;

import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/**
 * The events of every aggregate, each aggregate's in one dense sequence.
 *
 * <p>Every stage fails with {@link StoreUnavailableException} where the store could not be reached
 * or did not answer in time, and with {@link CorruptHistoryException} where what it holds breaks
 * its own rules.
 */
public interface EventStore {

  /** All events of an aggregate, in order; sees every append that was acknowledged before. */
  CompletionStage<History> load(UUID aggregateId);

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
