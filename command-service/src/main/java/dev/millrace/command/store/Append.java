package dev.millrace.command.store;

import dev.millrace.contract.EncodedEvent;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One atomic append.
 *
 * @param command to be remembered for the idempotency window
 * @param entries in sequence order; the first one's sequence is one above the expected version
 */
public record Append(UUID aggregateId, CommandRecord command, List<Entry> entries) {

  /**
   * An event and where it is to be published.
   *
   * @param topic null for an event that is not published
   */
  public record Entry(EncodedEvent event, @Nullable String topic) {}

  public Append {
    entries = List.copyOf(entries);
  }

  /** The version that the aggregate must have; 0 if it must not exist. */
  public long expectedVersion() {
    return command.firstSequence() - 1;
  }
}
