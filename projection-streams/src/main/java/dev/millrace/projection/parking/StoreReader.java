package dev.millrace.projection.parking;

import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** Reads state stores of a running application: those partitions that this instance has. */
public interface StoreReader {

  <V> ReadOnlyKeyValueStore<String, V> open(String store);
}
