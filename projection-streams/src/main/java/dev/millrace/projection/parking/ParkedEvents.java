package dev.millrace.projection.parking;

import dev.millrace.contract.EventPlace;
import dev.millrace.contract.JsonSerde;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/**
 * The parked records of one partition, by aggregate and sequence. Whether an aggregate has any is
 * known without a look into the store, since it is asked for every event.
 */
public final class ParkedEvents {

  // No name of a table has a hyphen.
  private static final Pattern EVENT =
      Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/\\d{19}");

  private final KeyValueStore<String, ParkedRecord> store;
  private final NavigableMap<String, Integer> countByAggregate = new TreeMap<>();

  public ParkedEvents(KeyValueStore<String, ParkedRecord> store) {
    this.store = store;
    try (KeyValueIterator<String, ParkedRecord> all = store.all()) {
      all.forEachRemaining(entry -> count(aggregateOf(entry.key), 1));
    }
  }

  /** The store that it needs. */
  public static StoreBuilder<KeyValueStore<String, ParkedRecord>> store(String name) {
    return Stores.keyValueStoreBuilder(
        Stores.persistentKeyValueStore(name), Serdes.String(), JsonSerde.of(ParkedRecord.class));
  }

  public boolean has(String aggregate) {
    return countByAggregate.containsKey(aggregate);
  }

  /** How many aggregates wait. */
  public int aggregates() {
    return countByAggregate.size();
  }

  /** Which aggregates wait, sorted. */
  public List<String> waiting() {
    return List.copyOf(countByAggregate.keySet());
  }

  /** The lowest of those that wait that is higher than this one; null if there is none. */
  public @Nullable String after(String aggregate) {
    return countByAggregate.higherKey(aggregate);
  }

  /** Parks a record, in place of one of the same sequence. */
  public void put(String aggregate, long sequence, ParkedRecord record) {
    String key = key(aggregate, sequence);
    if (store.get(key) == null) {
      count(aggregate, 1);
    }
    store.put(key, record);
  }

  public Optional<ParkedRecord> get(String aggregate, long sequence) {
    return Optional.ofNullable(store.get(key(aggregate, sequence)));
  }

  /** Removes a record; whether it was there. */
  public boolean remove(String aggregate, long sequence) {
    String key = key(aggregate, sequence);
    // A delete goes to the changelog, also one of nothing.
    boolean was = store.get(key) != null;
    if (was) {
      store.delete(key);
      count(aggregate, -1);
    }
    return was;
  }

  /** Names a record in the store and in the topic of parked records. */
  public static String key(String aggregate, long sequence) {
    // Nineteen digits hold every long, so that text sorts as numbers do.
    return "%s/%019d".formatted(aggregate, sequence);
  }

  /** The event that a key names; empty if it names a row. */
  static Optional<EventPlace> place(String key) {
    if (!EVENT.matcher(key).matches()) {
      return Optional.empty();
    }
    return Optional.of(new EventPlace(UUID.fromString(aggregateOf(key)), sequenceOf(key)));
  }

  private void count(String aggregate, int change) {
    countByAggregate.merge(aggregate, change, (a, b) -> a + b == 0 ? null : a + b);
  }

  private static String aggregateOf(String key) {
    return key.substring(0, key.lastIndexOf('/'));
  }

  private static long sequenceOf(String key) {
    return Long.parseLong(key.substring(key.lastIndexOf('/') + 1));
  }
}
