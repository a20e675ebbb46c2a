package dev.millrace.bridge.sequencer;

import dev.millrace.bridge.sequencer.PartitionState.Kept;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Waits that are in the partition's state and not in memory: their number, and whose turn it is.
 */
final class SpilledWaits {

  private static final int PAGE = 1_000;

  private final PartitionState state;
  private long count;
  private Optional<UUID> last = Optional.empty();

  SpilledWaits(PartitionState state) {
    this.state = state;
  }

  long count() {
    return count;
  }

  /** One was put out of memory; the state has it. */
  void add() {
    count++;
  }

  /** One was taken into memory. */
  void remove() {
    count--;
  }

  /** What the state keeps of an aggregate that is not in memory; no look-up if there is none. */
  Optional<Awaited> find(UUID aggregate) {
    return count == 0 ? Optional.empty() : state.awaited(aggregate);
  }

  /** Shows all that the state keeps, in memory or not. */
  void forEach(Consumer<Kept> taker) {
    Optional<UUID> shown = Optional.empty();
    for (var page = page(shown); !page.isEmpty(); page = page(shown)) {
      page.forEach(taker);
      shown = Optional.of(page.get(page.size() - 1).aggregate());
    }
  }

  /**
   * Shows what the state keeps, in memory or not, from where the last call ended, as long as more
   * is wanted, and nothing twice.
   */
  void inTurn(BooleanSupplier wanted, Consumer<Kept> taker) {
    boolean fromTheBeginning = last.isEmpty();
    while (count > 0 && wanted.getAsBoolean()) {
      List<Kept> page = page(last);
      for (Kept kept : page) {
        if (!wanted.getAsBoolean()) {
          return;
        }
        last = Optional.of(kept.aggregate());
        taker.accept(kept);
      }
      if (page.isEmpty() && fromTheBeginning) {
        return;
      }
      if (page.isEmpty()) {
        last = Optional.empty();
        fromTheBeginning = true;
      }
    }
  }

  private List<Kept> page(Optional<UUID> after) {
    return state.awaited(after, PAGE);
  }
}
