package dev.millrace.command.store;

import dev.millrace.contract.EncodedEvent;
import java.util.List;

/**
 * A stretch of one aggregate's history without holes.
 *
 * @param after sequence before its first event; 0 at the beginning of the history
 * @param events with the sequences {@code after + 1}, {@code after + 2} …
 */
public record Slice(long after, List<EncodedEvent> events) {

  public Slice {
    events = List.copyOf(events);
    long expected = after;
    for (EncodedEvent event : events) {
      expected++;
      if (event.sequence() != expected) {
        throw new CorruptHistoryException(event.coordinates() + ": expected sequence " + expected);
      }
    }
  }

  /** Sequence of its last event; {@code after} if it has none. */
  public long last() {
    return after + events.size();
  }
}
