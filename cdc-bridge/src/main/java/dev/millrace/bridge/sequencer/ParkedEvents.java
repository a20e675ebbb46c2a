package dev.millrace.bridge.sequencer;

import dev.millrace.bridge.sequencer.AggregateSequence.Parked;
import dev.millrace.contract.CapturedEvent;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** The parked events of one partition, in its state store. */
final class ParkedEvents implements AutoCloseable {

  private final KeyValueStore<ParkedKey, CapturedEvent> store;
  private final SequencerMetrics metrics;
  private long count;

  ParkedEvents(KeyValueStore<ParkedKey, CapturedEvent> store, SequencerMetrics metrics) {
    this.store = store;
    this.metrics = metrics;
    try (KeyValueIterator<ParkedKey, CapturedEvent> all = store.all()) {
      while (all.hasNext()) {
        all.next();
        changeCount(1);
      }
    }
  }

  Parked<CapturedEvent> of(UUID aggregate) {
    return new OfAggregate(aggregate);
  }

  private void changeCount(long change) {
    count += change;
    metrics.parkedNow(change);
  }

  /** Takes the partition's events out of the count; the store itself is closed by its owner. */
  @Override
  public void close() {
    changeCount(-count);
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
        changeCount(1);
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
            changeCount(-1);
          });
      return event;
    }
  }
}
