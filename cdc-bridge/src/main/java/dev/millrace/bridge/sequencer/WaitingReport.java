package dev.millrace.bridge.sequencer;

import dev.millrace.bridge.sequencer.WaitingAggregates.OfPartition;
import dev.millrace.bridge.sequencer.WaitingAggregates.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.UUID;

/** Says which aggregates of one partition wait, not too often. For the partition's thread. */
final class WaitingReport implements AutoCloseable {

  private static final Duration INTERVAL = Duration.ofSeconds(1);
  private static final Comparator<Map.Entry<UUID, Wait>> OLDEST_FIRST =
      Comparator.comparing(entry -> entry.getValue().since());

  private final int partition;
  private final PartitionState state;
  private final Waits waits;
  private final WaitingAggregates shown;
  private Instant next = Instant.MIN;

  WaitingReport(int partition, PartitionState state, Waits waits, WaitingAggregates shown) {
    this.partition = partition;
    this.state = state;
    this.waits = waits;
    this.shown = shown;
  }

  /** To be called while any aggregate waits, and once after that. */
  void update(Instant now) {
    if (waits.isEmpty()) {
      close();
    } else if (!now.isBefore(next)) {
      shown.show(partition, current());
      next = now.plus(INTERVAL);
    }
  }

  private OfPartition current() {
    var all = waits.inMemory();
    long unfillable =
        all.stream().filter(entry -> entry.getValue().state() == Wait.State.UNFILLABLE).count();
    return new OfPartition(waits.total(), unfillable, longest(all));
  }

  /** The longest waits, without sorting them all: there may be very many. */
  private List<Waiting> longest(Collection<Map.Entry<UUID, Wait>> all) {
    var longest = new PriorityQueue<>(OLDEST_FIRST.reversed());
    for (Map.Entry<UUID, Wait> entry : all) {
      longest.add(entry);
      if (longest.size() > WaitingAggregates.LISTED) {
        longest.remove();
      }
    }
    return longest.stream().sorted(OLDEST_FIRST).map(this::waiting).toList();
  }

  private Waiting waiting(Map.Entry<UUID, Wait> entry) {
    Wait wait = entry.getValue();
    return new Waiting(
        entry.getKey(),
        wait.head(),
        wait.awaited(),
        wait.since(),
        state.parkedCount(entry.getKey()),
        wait.state().name().toLowerCase(Locale.ROOT));
  }

  @Override
  public void close() {
    shown.hide(partition);
    next = Instant.MIN;
  }
}
