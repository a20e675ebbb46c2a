package dev.millrace.contract;

import org.apache.kafka.common.serialization.Serde;

/**
 * A topic: its name and how its keys and values are written.
 *
 * @param compacted whether only the newest record of a key is kept
 */
public record Topic<K, V>(String name, Serde<K> key, Serde<V> value, boolean compacted) {}
