package dev.millrace.bridge.sequencer;

import dev.millrace.contract.CapturedEvent;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/** Reads events that have not come from where they are stored. */
@FunctionalInterface
public interface GapReader {

  /**
   * The first of an aggregate's stored events with {@code after < sequence <= upTo}, in order, as
   * many as one answer holds. An append that was in flight is finished or undone by then. Fails if
   * the store cannot be asked now; to ask later is then worth while.
   */
  CompletionStage<Stored> read(UUID aggregate, long after, long upTo);

  /**
   * What the store has.
   *
   * @param fault what is wrong with the row after these, if that is why they end
   */
  record Stored(List<CapturedEvent> events, Optional<String> fault) {

    public Stored {
      events = List.copyOf(events);
    }
  }
}
