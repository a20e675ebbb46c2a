package dev.millrace.command.store;

import dev.millrace.contract.EncodedEvent;
import java.util.List;

/** The events of one aggregate: sequences 1, 2, 3 … without holes. */
public record History(List<EncodedEvent> events) {

  public History {
    events = List.copyOf(events);
    for (int i = 0; i < events.size(); i++) {
      if (events.get(i).sequence() != i + 1L) {
        throw new CorruptHistoryException(
            events.get(i).coordinates() + ": expected sequence " + (i + 1));
      }
    }
  }

  /** Sequence of the newest event; 0 before the first. */
  public long version() {
    return events.size();
  }
}
