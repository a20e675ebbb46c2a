package dev.millrace.bridge.sequencer;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The waiting aggregates of one partition: in memory with when to ask for what they wait for, and
 * in the partition's state, from which they are found again after a restart.
 */
final class Waits {

  private final Map<UUID, Wait> waits = new HashMap<>();
  private final PartitionState state;
  private final Duration grace;

  /** Finds those of an earlier run; their grace begins anew, as does capture's chance. */
  Waits(PartitionState state, Duration grace, Instant now) {
    this.state = state;
    this.grace = grace;
    state.awaited().forEach((id, kept) -> find(id, kept.version(), kept.since(), now));
    // Those that were parked by a release that kept no waits.
    state.highestParked().forEach((id, sequence) -> find(id, sequence, now, now));
  }

  private void find(UUID aggregate, long awaited, Instant since, Instant now) {
    long head = state.head(aggregate);
    if (awaited > head) {
      waits.merge(
          aggregate,
          Wait.begun(head, awaited, since, now.plus(grace)),
          (known, more) -> known.raisedTo(more.awaited()));
    }
  }

  /**
   * Takes note of where an aggregate is, and of a sequence of it that is known to exist: begins,
   * changes or ends its wait.
   */
  void note(UUID aggregate, long head, long known, Instant now) {
    Wait wait = waits.get(aggregate);
    if (Math.max(known, wait == null ? 0 : wait.awaited()) <= head) {
      end(aggregate, wait);
    } else if (wait == null) {
      keep(aggregate, Wait.begun(head, known, now, now.plus(grace)));
    } else {
      change(aggregate, wait, known, head, now);
    }
  }

  private void end(UUID aggregate, @Nullable Wait wait) {
    if (wait != null) {
      waits.remove(aggregate);
      state.reached(aggregate);
    }
  }

  private void change(UUID aggregate, Wait wait, long known, long head, Instant now) {
    Wait changed = head == wait.head() ? wait : wait.movedTo(head, now.plus(grace));
    if (known > wait.awaited()) {
      keep(aggregate, changed.raisedTo(known));
    } else {
      waits.put(aggregate, changed);
    }
  }

  private void keep(UUID aggregate, Wait wait) {
    waits.put(aggregate, wait);
    state.await(aggregate, new Awaited(wait.awaited(), wait.since()));
  }

  Optional<Wait> of(UUID aggregate) {
    return Optional.ofNullable(waits.get(aggregate));
  }

  /** Changes what is known of a wait in this run alone, if there is one. */
  void update(UUID aggregate, UnaryOperator<Wait> change) {
    waits.computeIfPresent(aggregate, (id, wait) -> requireNonNull(change.apply(wait)));
  }

  /** Aggregates for which the store is to be asked now, not more than so many. */
  List<UUID> due(Instant now, int most) {
    return waits.entrySet().stream()
        .filter(entry -> entry.getValue().isDue(now))
        .limit(most)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Whether any of them may go on soon. */
  boolean anyPending() {
    return waits.values().stream().anyMatch(Wait::isPending);
  }

  boolean isEmpty() {
    return waits.isEmpty();
  }

  Collection<Map.Entry<UUID, Wait>> all() {
    return Collections.unmodifiableSet(waits.entrySet());
  }
}
