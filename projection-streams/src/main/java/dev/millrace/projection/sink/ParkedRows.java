package dev.millrace.projection.sink;

import dev.millrace.projection.parking.ParkedRow;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The parked rows of one table and one partition, by id. Whether a row is among them is known
 * without a look into the store, since it is asked for every row.
 */
final class ParkedRows {

  private final KeyValueStore<String, ParkedRow> store;
  private final NavigableSet<String> ids = new TreeSet<>();
  private final AtomicInteger gauge;

  /**
   * Those that are in a store.
   *
   * @param gauge to be kept at their number
   */
  ParkedRows(KeyValueStore<String, ParkedRow> store, AtomicInteger gauge) {
    this.store = store;
    this.gauge = gauge;
    try (var all = store.all()) {
      all.forEachRemaining(entry -> ids.add(entry.key));
    }
    gauge.set(ids.size());
  }

  boolean has(String id) {
    return ids.contains(id);
  }

  int size() {
    return ids.size();
  }

  /** The lowest id that is higher than this one; null if there is none. */
  @Nullable String after(String id) {
    return ids.higher(id);
  }

  ParkedRow get(String id) {
    return store.get(id);
  }

  void put(String id, ParkedRow row) {
    store.put(id, row);
    ids.add(id);
    gauge.set(ids.size());
  }

  void remove(String id) {
    store.delete(id);
    ids.remove(id);
    gauge.set(ids.size());
  }

  /** The task leaves. */
  void close() {
    gauge.set(0);
  }
}
