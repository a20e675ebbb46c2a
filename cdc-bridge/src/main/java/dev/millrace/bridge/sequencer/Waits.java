package dev.millrace.bridge.sequencer;

import static java.util.Objects.requireNonNull;

import dev.millrace.bridge.sequencer.PartitionState.Kept;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * The waiting aggregates of one partition: all of them in the partition's state, from which they
 * are found again after a restart, and so many of them in memory, with when to ask for what they
 * wait for. The others get their turn when there is room.
 */
final class Waits {

  /** How many are in memory: some megabytes, and work for seconds. */
  static final int MOST = 10_000;

  /** How often those that have nothing to expect make room for others, at most. */
  private static final Duration TURN = Duration.ofMinutes(1);

  private final WaitTable table = new WaitTable();
  private final PartitionState state;
  private final SpilledWaits spilled;
  private final WaitLimits limits;
  private Instant nextTurn = Instant.MIN;

  /** Finds those of an earlier run; their grace begins anew, as does capture's chance. */
  Waits(PartitionState state, WaitLimits limits, Instant now) {
    this.state = state;
    this.spilled = new SpilledWaits(state);
    this.limits = limits;
    spilled.forEach(kept -> find(kept, now));
    // Those that were parked by a release that kept no waits.
    state.forEachParked((id, highest) -> findParked(id, highest, now));
  }

  private void find(Kept kept, Instant now) {
    Awaited awaited = kept.awaited();
    if (isFull() || awaited.version() <= state.head(kept.aggregate())) {
      spilled.add();
    } else {
      begin(kept.aggregate(), awaited, now);
    }
  }

  private void findParked(UUID aggregate, long highest, Instant now) {
    if (state.awaited(aggregate).isEmpty() && highest > state.head(aggregate)) {
      begin(aggregate, new Awaited(highest, now), now);
    }
  }

  private void begin(UUID aggregate, Awaited awaited, Instant now) {
    table.put(
        aggregate,
        Wait.begun(
            state.head(aggregate), awaited.version(), awaited.since(), now.plus(limits.grace())));
  }

  private boolean isFull() {
    return table.size() >= limits.inMemory();
  }

  /**
   * Takes note of where an aggregate is, and of a sequence of it that is known to exist: begins,
   * changes or ends its wait.
   */
  void note(UUID aggregate, long head, long known, Instant now) {
    boolean wasFull = isFull() && table.get(aggregate) == null;
    kept(aggregate).ifPresent(awaited -> recall(aggregate, awaited, now));
    Wait wait = table.get(aggregate);
    if (Math.max(known, wait == null ? 0 : wait.awaited()) <= head) {
      end(aggregate);
    } else if (wait == null) {
      keep(aggregate, Wait.begun(head, known, now, now.plus(limits.grace())));
    } else {
      change(aggregate, wait, known, head, now);
    }
    if (wasFull && table.get(aggregate) != null) {
      spill(aggregate);
    }
  }

  private void end(UUID aggregate) {
    if (table.get(aggregate) != null) {
      table.remove(aggregate);
      state.reached(aggregate);
    }
  }

  private void change(UUID aggregate, Wait wait, long known, long head, Instant now) {
    Wait changed = head == wait.head() ? wait : wait.movedTo(head, now.plus(limits.grace()));
    if (known > wait.awaited()) {
      keep(aggregate, changed.raisedTo(known));
    } else {
      table.put(aggregate, changed);
    }
  }

  private void keep(UUID aggregate, Wait wait) {
    table.put(aggregate, wait);
    state.await(aggregate, new Awaited(wait.awaited(), wait.since()));
  }

  private Optional<Awaited> kept(UUID aggregate) {
    return table.get(aggregate) == null ? spilled.find(aggregate) : Optional.empty();
  }

  private void spill(UUID aggregate) {
    table.remove(aggregate);
    spilled.add();
  }

  private void recall(UUID aggregate, Awaited awaited, Instant now) {
    spilled.remove();
    begin(aggregate, awaited, now);
  }

  /** Brings some into memory that are not there, if there is room or room can be made. */
  void refill(Instant now) {
    if (spilled.count() > 0 && makeRoom(now)) {
      spilled.inTurn(() -> !isFull(), kept -> refill(kept, now));
    }
  }

  private void refill(Kept kept, Instant now) {
    UUID aggregate = kept.aggregate();
    if (table.get(aggregate) == null) {
      // It has had its grace, or is to have what is left of it.
      recall(aggregate, kept.awaited(), Collections.min(List.of(kept.awaited().since(), now)));
      note(aggregate, state.head(aggregate), 0, now);
    }
  }

  /** Whether there is enough room for it to be worth while. */
  private boolean makeRoom(Instant now) {
    int most = limits.inMemory();
    if (most - table.size() >= Math.max(1, most / 4)) {
      return true;
    }
    if (now.isBefore(nextTurn) || table.idle() < Math.max(1, most / 2)) {
      return false;
    }
    nextTurn = now.plus(TURN);
    for (UUID aggregate : table.idle(Math.max(1, most / 2))) {
      keep(aggregate, requireNonNull(table.get(aggregate)));
      spill(aggregate);
    }
    return true;
  }

  /** Whether the aggregate waits, in memory or not. */
  boolean isWaiting(UUID aggregate) {
    return table.get(aggregate) != null || kept(aggregate).isPresent();
  }

  /** The wait of an aggregate, if it is in memory. */
  Optional<Wait> of(UUID aggregate) {
    return Optional.ofNullable(table.get(aggregate));
  }

  /** Changes what is known of a wait in this run alone, if it is in memory. */
  void update(UUID aggregate, UnaryOperator<Wait> change) {
    of(aggregate).ifPresent(wait -> table.put(aggregate, change.apply(wait)));
  }

  /** Aggregates for which the store is to be asked now, not more than so many. */
  List<UUID> due(Instant now, int most) {
    return table.due(now, most);
  }

  /** Whether any of them may go on soon. */
  boolean anyPending() {
    return table.pending() > 0;
  }

  boolean isEmpty() {
    return total() == 0;
  }

  /** How many there are, in memory or not. */
  long total() {
    return table.size() + spilled.count();
  }

  /** Those in memory. */
  Collection<Map.Entry<UUID, Wait>> inMemory() {
    return table.all();
  }
}
