package dev.millrace.bridge.sequencer;

import dev.millrace.bridge.sequencer.AggregateSequence.Parked;
import dev.millrace.contract.CapturedEvent;
import dev.millrace.contract.JsonSerde;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.ObjLongConsumer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** The parked events of one partition, in its state store. */
final class ParkedEvents implements AutoCloseable {

  /** Each costs a read of the event. */
  static final int MOST_COUNTED = 100;

  /** As JSON: what fits, with its key, into the megabyte that producers and brokers take. */
  static final int LARGEST_BYTES = 1_020 * 1024;

  private static final Serializer<CapturedEvent> JSON =
      JsonSerde.of(CapturedEvent.class).serializer();

  private final KeyValueStore<ParkedKey, CapturedEvent> store;
  private final SequencerMetrics metrics;
  private long total;

  ParkedEvents(KeyValueStore<ParkedKey, CapturedEvent> store, SequencerMetrics metrics) {
    this.store = store;
    this.metrics = metrics;
    try (KeyValueIterator<ParkedKey, CapturedEvent> all = store.all()) {
      all.forEachRemaining(entry -> changeTotal(1));
    }
  }

  OfAggregate of(UUID aggregate) {
    return new OfAggregate(aggregate);
  }

  /** How many events of the aggregate there are; {@link #MOST_COUNTED} if there are more. */
  long count(UUID aggregate) {
    long count = 0;
    try (KeyValueIterator<ParkedKey, CapturedEvent> all = of(aggregate).all()) {
      while (count < MOST_COUNTED && all.hasNext()) {
        all.next();
        count++;
      }
    }
    return count;
  }

  /** The lowest sequence of the aggregate that is parked. */
  OptionalLong first(UUID aggregate) {
    try (KeyValueIterator<ParkedKey, CapturedEvent> all = of(aggregate).all()) {
      return all.hasNext() ? OptionalLong.of(all.peekNextKey().sequence()) : OptionalLong.empty();
    }
  }

  /** Tells the highest parked sequence of each aggregate that has any. */
  void forEachHighest(ObjLongConsumer<UUID> taker) {
    try (KeyValueIterator<ParkedKey, CapturedEvent> all = store.all()) {
      while (all.hasNext()) {
        ParkedKey key = all.next().key;
        // An aggregate's events lie side by side, in order.
        if (!all.hasNext() || !all.peekNextKey().aggregate().equals(key.aggregate())) {
          taker.accept(key.aggregate(), key.sequence());
        }
      }
    }
  }

  private void changeTotal(long change) {
    total += change;
    metrics.parkedNow(change);
  }

  /** Takes the partition's events out of the count; the store itself is closed by its owner. */
  @Override
  public void close() {
    changeTotal(-total);
  }

  /** Those of one aggregate. */
  final class OfAggregate implements Parked<CapturedEvent> {

    private final UUID aggregate;

    private OfAggregate(UUID aggregate) {
      this.aggregate = aggregate;
    }

    private KeyValueIterator<ParkedKey, CapturedEvent> all() {
      return store.range(new ParkedKey(aggregate, 0), new ParkedKey(aggregate, Long.MAX_VALUE));
    }

    @Override
    public boolean add(long sequence, CapturedEvent event) {
      if (JSON.serialize("", event).length > LARGEST_BYTES) {
        // The event store has it: that it is awaited is enough.
        metrics.tooLargeToPark();
        return true;
      }
      boolean added = store.putIfAbsent(new ParkedKey(aggregate, sequence), event) == null;
      if (added) {
        metrics.parked();
        changeTotal(1);
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
            changeTotal(-1);
          });
      return event;
    }
  }
}
