package dev.millrace.testkit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.kstream.Windowed;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ValueAndTimestamp;
import org.apache.kafka.streams.state.WindowStore;

/**
 * What the state stores of a task held when it last committed. A task that crashes gets that back,
 * as Kafka Streams gives it back from the changelog topics.
 */
final class StateCopy {

  private final Map<String, List<KeyValue<Object, Object>>> contents = new HashMap<>();

  /** Copies stores. */
  static StateCopy of(Map<String, StateStore> stores) {
    var copy = new StateCopy();
    stores.forEach((name, store) -> copy.contents.put(name, contents(store)));
    return copy;
  }

  static StateCopy empty() {
    return new StateCopy();
  }

  @SuppressWarnings("unchecked") // what is read from a store is only ever put back into it
  private static List<KeyValue<Object, Object>> contents(StateStore store) {
    if (store instanceof KeyValueStore<?, ?> keyValues) {
      return all(((KeyValueStore<Object, Object>) keyValues).all());
    }
    if (store instanceof WindowStore<?, ?> windows) {
      return all((KeyValueIterator<Object, Object>) (KeyValueIterator<?, ?>) windows.all());
    }
    throw unsupported(store);
  }

  private static List<KeyValue<Object, Object>> all(KeyValueIterator<Object, Object> iterator) {
    List<KeyValue<Object, Object>> all = new ArrayList<>();
    try (iterator) {
      iterator.forEachRemaining(all::add);
    }
    return all;
  }

  Set<String> names() {
    return contents.keySet();
  }

  /** Puts a store's contents back; only once, for they may change from then on. */
  @SuppressWarnings("unchecked")
  void putBack(StateStore store) {
    List<KeyValue<Object, Object>> entries = contents.remove(store.name());
    if (entries == null) {
      return;
    }
    if (store instanceof WindowStore<?, ?> windows) {
      var typed = (WindowStore<Object, Object>) windows;
      for (KeyValue<Object, Object> entry : entries) {
        var window = (Windowed<Object>) entry.key;
        typed.put(window.key(), entry.value, window.window().start());
      }
    } else {
      entries.replaceAll(entry -> KeyValue.pair(entry.key, withTimestamp(entry.value)));
      ((KeyValueStore<Object, Object>) store).putAll(entries);
    }
  }

  /**
   * The DSL wraps a store that keeps no timestamps, which then reads as -1 and refuses to be given
   * that; any other is as good, for it is not kept.
   */
  private static Object withTimestamp(Object value) {
    return value instanceof ValueAndTimestamp<?> timed && timed.timestamp() < 0
        ? ValueAndTimestamp.make(timed.value(), 0)
        : value;
  }

  /** The same contents, for another crash after this one. */
  StateCopy copy() {
    var copy = new StateCopy();
    copy.contents.putAll(contents);
    return copy;
  }

  private static UnsupportedOperationException unsupported(StateStore store) {
    return new UnsupportedOperationException(
        "store "
            + store.name()
            + " must be a key-value or window store: the simulation cannot copy a "
            + store.getClass().getSimpleName());
  }
}
