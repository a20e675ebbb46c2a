package dev.millrace.bridge.sequencer;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Waits in memory, found by their aggregate and by when they are due. */
final class WaitTable {

  private final Map<UUID, Wait> waits = new HashMap<>();
  private final NavigableSet<Due> dues = new TreeSet<>();
  private int pending;

  private record Due(Instant at, UUID aggregate) implements Comparable<Due> {

    private static final Comparator<Due> ORDER =
        Comparator.comparing(Due::at).thenComparing(Due::aggregate);

    @Override
    public int compareTo(Due other) {
      return ORDER.compare(this, other);
    }
  }

  @Nullable Wait get(UUID aggregate) {
    return waits.get(aggregate);
  }

  void put(UUID aggregate, Wait wait) {
    remove(aggregate);
    waits.put(aggregate, wait);
    pending += wait.isPending() ? 1 : 0;
    if (!wait.asked()) {
      dues.add(new Due(wait.due(), aggregate));
    }
  }

  void remove(UUID aggregate) {
    Wait wait = waits.remove(aggregate);
    if (wait != null) {
      pending -= wait.isPending() ? 1 : 0;
      dues.remove(new Due(wait.due(), aggregate));
    }
  }

  /** Those that are due and not asked for, the longest due first, not more than so many. */
  List<UUID> due(Instant now, int most) {
    List<UUID> due = new ArrayList<>();
    for (Due next : dues) {
      if (due.size() == most || next.at().isAfter(now)) {
        break;
      }
      due.add(next.aggregate());
    }
    return due;
  }

  /** How many may go on soon. */
  int pending() {
    return pending;
  }

  /** How many have nothing to expect soon. */
  int idle() {
    return waits.size() - pending;
  }

  /** Some of those that have nothing to expect soon, not more than so many. */
  List<UUID> idle(int most) {
    return waits.entrySet().stream()
        .filter(entry -> !entry.getValue().isPending())
        .limit(most)
        .map(Map.Entry::getKey)
        .toList();
  }

  int size() {
    return waits.size();
  }

  Collection<Map.Entry<UUID, Wait>> all() {
    return Collections.unmodifiableSet(waits.entrySet());
  }
}
