package dev.millrace.bridge.sequencer;

import dev.millrace.bridge.sequencer.AggregateSequence.Parked;
import dev.millrace.contract.CapturedEvent;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** The parked events of one partition, in its state store. */
final class ParkedEvents implements AutoCloseable {

  private final KeyValueStore<ParkedKey, CapturedEvent> store;
  private final SequencerMetrics metrics;
  private final Map<UUID, Long> counts = new HashMap<>();

  ParkedEvents(KeyValueStore<ParkedKey, CapturedEvent> store, SequencerMetrics metrics) {
    this.store = store;
    this.metrics = metrics;
    try (KeyValueIterator<ParkedKey, CapturedEvent> all = store.all()) {
      all.forEachRemaining(entry -> changeCount(entry.key.aggregate(), 1));
    }
  }

  Parked<CapturedEvent> of(UUID aggregate) {
    return new OfAggregate(aggregate);
  }

  long count(UUID aggregate) {
    return counts.getOrDefault(aggregate, 0L);
  }

  /** The lowest sequence of the aggregate that is parked. */
  OptionalLong first(UUID aggregate) {
    var from = new ParkedKey(aggregate, 0);
    var to = new ParkedKey(aggregate, Long.MAX_VALUE);
    try (KeyValueIterator<ParkedKey, CapturedEvent> all = store.range(from, to)) {
      return all.hasNext() ? OptionalLong.of(all.peekNextKey().sequence()) : OptionalLong.empty();
    }
  }

  /** The highest parked sequence of each aggregate that has any. */
  Map<UUID, Long> highest() {
    Map<UUID, Long> highest = new HashMap<>();
    try (KeyValueIterator<ParkedKey, CapturedEvent> all = store.all()) {
      all.forEachRemaining(
          entry -> highest.merge(entry.key.aggregate(), entry.key.sequence(), Math::max));
    }
    return highest;
  }

  private void changeCount(UUID aggregate, long change) {
    counts.compute(
        aggregate,
        (id, count) -> {
          long changed = (count == null ? 0 : count) + change;
          return changed == 0 ? null : changed;
        });
    metrics.parkedNow(change);
  }

  /** Takes the partition's events out of the count; the store itself is closed by its owner. */
  @Override
  public void close() {
    metrics.parkedNow(-counts.values().stream().mapToLong(Long::longValue).sum());
    counts.clear();
  }

  private final class OfAggregate implements Parked<CapturedEvent> {

    private final UUID aggregate;

    private OfAggregate(UUID aggregate) {
      this.aggregate = aggregate;
    }

    @Override
    public boolean add(long sequence, CapturedEvent event) {
      boolean added = store.putIfAbsent(new ParkedKey(aggregate, sequence), event) == null;
      if (added) {
        metrics.parked();
        changeCount(aggregate, 1);
      }
      return added;
    }

    @Override
    public Optional<CapturedEvent> remove(long sequence) {
      // Most often there is nothing: a look is much cheaper than a deletion, which goes to Kafka.
      var key = new ParkedKey(aggregate, sequence);
      Optional<CapturedEvent> event = Optional.ofNullable(store.get(key));
      event.ifPresent(
          parked -> {
            store.delete(key);
            changeCount(aggregate, -1);
          });
      return event;
    }
  }
}
