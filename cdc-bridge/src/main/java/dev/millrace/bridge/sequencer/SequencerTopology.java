package dev.millrace.bridge.sequencer;

import dev.millrace.contract.CapturedEvent;
import dev.millrace.contract.JsonSerde;
import dev.millrace.contract.Topics;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * {@code order-capture} → each aggregate's events once, in order → their topics; what cannot be
 * used → {@code order-capture-dlq}.
 *
 * <p>Keys and values are bytes throughout: a record that makes no sense is dealt with like any
 * other, it does not stop the partition.
 */
final class SequencerTopology {

  /** Last sequence let through, by aggregate. Renaming it loses every head: do not. */
  static final String HEADS_STORE = "sequence-heads";

  /** Events that came too early. Renaming it loses them: do not. */
  static final String PARKED_STORE = "parked-events";

  /** What waiting aggregates wait for. Renaming it forgets the lost tails among them: do not. */
  static final String AWAITED_STORE = "awaited-versions";

  static final String DEAD_LETTERS = "dead-letters";

  private static final String SOURCE = "captured-events";
  private static final String SEQUENCE = "sequence-by-aggregate";

  private SequencerTopology() {}

  static String sink(String topic) {
    return "publish-" + topic;
  }

  static void addTo(
      Topology topology,
      Set<String> topics,
      ProcessorSupplier<byte[], byte[], byte[], byte[]> sequence) {
    topology
        .addSource(
            SOURCE,
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer(),
            Topics.ORDER_CAPTURE.name())
        .addProcessor(SEQUENCE, sequence, SOURCE);
    stores().forEach(store -> topology.addStateStore(store, SEQUENCE));
    new TreeSet<>(topics).forEach(topic -> addSink(topology, sink(topic), topic));
    addSink(topology, DEAD_LETTERS, Topics.ORDER_CAPTURE_DLQ.name());
  }

  private static void addSink(Topology topology, String name, String topic) {
    var bytes = new ByteArraySerializer();
    topology.addSink(name, topic, bytes, bytes, SEQUENCE);
  }

  static List<StoreBuilder<?>> stores() {
    return List.of(heads(), parked(), awaited());
  }

  private static StoreBuilder<KeyValueStore<UUID, Long>> heads() {
    return Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(HEADS_STORE), Serdes.UUID(), Serdes.Long())
        .withCachingEnabled();
  }

  private static StoreBuilder<KeyValueStore<ParkedKey, CapturedEvent>> parked() {
    return Stores.keyValueStoreBuilder(
        Stores.persistentKeyValueStore(PARKED_STORE),
        ParkedKey.SERDE,
        JsonSerde.of(CapturedEvent.class));
  }

  private static StoreBuilder<KeyValueStore<UUID, Awaited>> awaited() {
    return Stores.keyValueStoreBuilder(
        Stores.persistentKeyValueStore(AWAITED_STORE), Serdes.UUID(), Awaited.SERDE);
  }
}
